package io.quartermaster.settings.request;

import static io.quartermaster.testkit.Await.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.settings.GitLabStandIn;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One caller, or a slow GitLab, does not occupy every worker thread. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(GitLabStandIn.class)
class ConcurrentRequestsIT {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  Tokens tokens;
  Sandbox sandbox;

  @TestHTTPResource("/")
  URI service;

  @BeforeEach
  void slowGitLab() {
    sandbox.reset();
    sandbox.faults().set("gitlab", "*", new Fault.Latency(Duration.ofSeconds(60)));
  }

  @AfterEach
  void stop() {
    sandbox.faults().clear();
    http.close();
  }

  /** A call of GitLab takes until its time-out. */
  @Test
  void limitsEachCallerAndAllCallsToGitLab() {
    AtomicInteger served = new AtomicInteger();
    condition("rejections while others wait for GitLab")
        .until(
            () -> {
              List<CompletableFuture<HttpResponse<String>>> calls =
                  Stream.of("7", "8", "9").flatMap(user -> calls(user, 60)).toList();
              SettingsApi.as(tokens.admin()).get(SettingsApi.SETTINGS).then().statusCode(200);
              SettingsApi.as(null).get("/q/health/live").then().statusCode(200);
              SettingsApi.as(null).get("/q/health/ready").then().statusCode(200);
              if (calls.stream().anyMatch(call -> !call.isDone())) {
                served.incrementAndGet();
              }
              List<HttpResponse<String>> responses =
                  calls.stream().map(CompletableFuture::join).toList();
              assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(429, 503);
              return served.get() > 0
                  && responses.stream().anyMatch(ConcurrentRequestsIT::isTooMany)
                  && responses.stream().anyMatch(ConcurrentRequestsIT::isBusy);
            });

    sandbox.faults().clear();
    assertThat(call("7").join().statusCode()).isEqualTo(403);
  }

  private Stream<CompletableFuture<HttpResponse<String>>> calls(String user, int count) {
    return IntStream.range(0, count).mapToObj(i -> call(user));
  }

  private CompletableFuture<HttpResponse<String>> call(String user) {
    return http.sendAsync(
        HttpRequest.newBuilder(service.resolve("/api/v1/projects/1/amazon_q"))
            .header("Authorization", "Bearer " + tokens.of(user))
            .build(),
        BodyHandlers.ofString());
  }

  private static boolean isTooMany(HttpResponse<String> response) {
    return response.statusCode() == 429
        && response.body().contains("urn:quartermaster:problem:too-many-requests")
        && response.headers().firstValue("Retry-After").isPresent();
  }

  private static boolean isBusy(HttpResponse<String> response) {
    return response.statusCode() == 503
        && response.body().contains("too many requests wait for it")
        && response.headers().firstValue("Retry-After").isPresent();
  }
}
