package io.quartermaster.settings.request;

import static io.quartermaster.settings.SettingsApi.SETTINGS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same limits over HTTP/2, which many clients ask for. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class Http2IT {

  private static final int MAX_PER_ADDRESS = 100;

  private static final Subscription NOTHING_TO_SEND =
      new Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
      };

  Tokens tokens;

  @TestHTTPResource("/")
  URI service;

  @ParameterizedTest
  @CsvSource({"60000, 422", "70000, 413", "10000000, 413"})
  void limitsBodies(int size, int status) throws Exception {
    try (HttpClient client = http2()) {
      HttpResponse<String> response =
          client.send(put(BodyPublishers.ofByteArray(json(size))), BodyHandlers.ofString());

      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("content-type")).hasValue(Problem.MEDIA_TYPE);
    }
  }

  /** Such a body arrives without the flow control of HTTP/2, also when nobody reads it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /q/health/live,Transfer-Encoding: chunked",
        "PUT /q/health/live,Transfer-Encoding: chunked",
        "GET /api/v1/amazon_q/settings,Content-Length: 2147483647",
        "PUT /api/v1/amazon_q/settings,Content-Length: 2147483647"
      })
  void limitsTheBodyOfARequestThatSwitchesToHttp2(String request) throws IOException {
    String[] parts = request.split(",");
    byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(US_ASCII);
    try (RawConnection connection = RawConnection.open()) {
      connection.send(
          RawConnection.head(
                  parts[0],
                  null,
                  "Connection: Upgrade, HTTP2-Settings",
                  "HTTP2-Settings: AAMAAABk",
                  "Upgrade: h2c",
                  parts[1])
              + "\r\n");

      assertThat(connection.sendUntilClosed(chunk, 512)).isLessThan(512L * chunk.length);
    }
  }

  /** As over HTTP/1.1: tokens that list many groups are long. */
  @ParameterizedTest
  @CsvSource({"15000, 200", "25000, 431"})
  void limitsHeaders(int size, int status) throws Exception {
    try (HttpClient client = http2()) {
      HttpRequest first = HttpRequest.newBuilder(service.resolve("/q/health/live")).build();
      assertThat(client.send(first, BodyHandlers.ofString()).version())
          .isEqualTo(HttpClient.Version.HTTP_2);
      HttpRequest request =
          HttpRequest.newBuilder(first.uri()).header("X-Long", "x".repeat(size)).build();

      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(status);
    }
  }

  @Test
  void acceptsBodiesWithoutALength() throws Exception {
    try (HttpClient client = http2()) {
      BodyPublisher body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json(9000)));
      assertThat(client.send(put(body), BodyHandlers.ofString()).statusCode()).isEqualTo(422);
    }
  }

  /** Halves of bodies wait on worker threads. They end when their clients reset the streams. */
  @Test
  void limitsHalfSentBodies() throws Exception {
    try (HttpClient client = http2()) {
      Supplier<CompletableFuture<HttpResponse<String>>> halfSent =
          () ->
              client.sendAsync(
                  put(
                      BodyPublishers.fromPublisher(
                          body -> body.onSubscribe(NOTHING_TO_SEND), 1000)),
                  BodyHandlers.ofString());
      client.send(put(BodyPublishers.ofString("{}")), BodyHandlers.ofString());
      List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
      for (int i = 0; i <= MAX_PER_ADDRESS; i++) {
        waiting.add(halfSent.get());
      }

      CompletableFuture<?>[] statuses =
          waiting.stream()
              .map(response -> response.thenApply(HttpResponse::statusCode))
              .toArray(CompletableFuture[]::new);
      assertThat(CompletableFuture.anyOf(statuses).get()).isEqualTo(429);

      waiting.forEach(each -> each.cancel(true));
      Await.condition("free places for bodies")
          .until(
              () ->
                  client
                          .send(put(BodyPublishers.ofString("{}")), BodyHandlers.ofString())
                          .statusCode()
                      == 422);
    }
  }

  private static byte[] json(int size) {
    return ("{\"x\":\"" + "x".repeat(size) + "\"}").getBytes(US_ASCII);
  }

  private HttpRequest put(BodyPublisher body) {
    return HttpRequest.newBuilder(service.resolve(SETTINGS))
        .header("Authorization", "Bearer " + tokens.admin())
        .header("Content-Type", "application/json")
        .header("If-Match", "*")
        .PUT(body)
        .build();
  }

  private static HttpClient http2() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
  }
}
