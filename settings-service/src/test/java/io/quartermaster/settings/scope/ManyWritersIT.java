package io.quartermaster.settings.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.settings.GitLabStandIn;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(GitLabStandIn.class)
class ManyWritersIT {

  private static final int WRITERS = 100;

  Tokens tokens;
  TestTopics topics;
  Sandbox sandbox;
  @Inject AgroalDataSource database;

  @TestHTTPResource("/")
  URI service;

  @Test
  void concurrentWritersOfOneScopeLoseNoUpdate() throws Exception {
    SettingsApi settings = new SettingsApi(tokens, database);
    settings.forget();
    sandbox.reset();
    long group = sandbox.gitlab().createGroup("busy", null);
    String path = ScopesApi.group(group);
    String key = "scope/group/" + group;
    int before = topics.eventsOf(ScopeToggled.class, key).size();
    // More than one caller may have in progress.
    List<String> callers = List.of(tokens.admin(), tokens.adminNamed("bob"));

    List<Long> made = new ArrayList<>();
    try (HttpClient http =
            // Over HTTP/2, fewer bodies from one address may be in transfer.
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Long>> writing = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String token = callers.get(i % 2);
        writing.add(writers.submit(() -> toggleUntilItCounts(http, path, token)));
      }
      for (Future<Long> one : writing) {
        made.add(one.get());
      }
    }

    List<Long> all = LongStream.rangeClosed(1, WRITERS).boxed().toList();
    assertThat(made).containsExactlyInAnyOrderElementsOf(all);
    new ScopesApi(tokens.admin()).get(path).then().body("revision", equalTo(WRITERS));
    settings.awaitPublished();
    List<ScopeToggled> events = topics.eventsOf(ScopeToggled.class, key);
    assertThat(events.subList(before, events.size()))
        .extracting(ScopeToggled::revision)
        .containsExactlyElementsOf(all);
  }

  /** Writes to the last known revision; a rejected writer learns the current one. */
  private long toggleUntilItCounts(HttpClient http, String path, String token) throws Exception {
    long known = 0;
    while (true) {
      String choice = known % 2 == 0 ? "default_on" : "default_off";
      var answer =
          http.send(
              HttpRequest.newBuilder(service.resolve(path))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .header("If-Match", "\"" + known + "\"")
                  .PUT(
                      HttpRequest.BodyPublishers.ofString("{\"availability\": \"" + choice + "\"}"))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        return known + 1;
      }
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(412);
      known = Long.parseLong(answer.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
    }
  }
}
