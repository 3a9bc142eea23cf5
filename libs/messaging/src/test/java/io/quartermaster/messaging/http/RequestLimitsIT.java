package io.quartermaster.messaging.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every service, also one without an API. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RequestLimitsIT {

  /** Quarkus's default for this many cores. */
  private static final int WORKERS = Math.max(200, 8 * Runtime.getRuntime().availableProcessors());

  @Inject Vertx vertx;

  @TestHTTPResource("/")
  URI service;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 65537\r\n\r\n",
        "Content-Length: 99999999999\r\n\r\nx",
        "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n"
      })
  void refusesLargeBodies(String request) throws IOException {
    assertThat(send("POST /q/health/live", request, "x".repeat(70_000)))
        .startsWith("HTTP/1.1 413 ");
    assertThat(send("GET /q/metrics", "Connection: close\r\n\r\n", ""))
        .contains("quartermaster_http_refused_total{reason=\"body_too_large\"}");
  }

  @Test
  void acceptsSmallBodies() throws IOException {
    assertThat(send("POST /elsewhere", "Connection: close\r\nContent-Length: 2\r\n\r\n", "{}"))
        .startsWith("HTTP/1.1 404 ");
  }

  @Test
  void refusesUnknownTransferCodings() throws IOException {
    assertThat(send("POST /elsewhere", "Transfer-Encoding: gzip\r\n\r\n", "{}"))
        .startsWith("HTTP/1.1 400 ");
  }

  /** The responses stay unread, or the first one takes for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"/q/metrics", "/q/health/ready", "/elsewhere"})
  void closesConnectionsThatSendRequestsAndReadNothing(String path) throws IOException {
    byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII);
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      OutputStream out = socket.getOutputStream();

      assertThatThrownBy(
              () -> {
                while (true) {
                  out.write(request);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  /** Everything that the server sends until it closes the connection. */
  private String send(String requestLine, String headers, String body) throws IOException {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
      OutputStream out = socket.getOutputStream();
      out.write((requestLine + " HTTP/1.1\r\nHost: localhost\r\n" + headers).getBytes(US_ASCII));
      out.write(body.getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), US_ASCII);
    }
  }

  @Test
  void checksHealthWhileAllWorkersAreBusy() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger busy = new AtomicInteger();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 0; i < 2 * WORKERS; i++) {
        var unused =
            vertx.executeBlocking(
                () -> {
                  busy.incrementAndGet();
                  end.await();
                  return true;
                },
                false);
      }
      Await.condition("busy workers").until(() -> busy.get() >= WORKERS);

      for (String check : new String[] {"q/health/live", "q/health/ready", "q/health"}) {
        HttpRequest request =
            HttpRequest.newBuilder(service.resolve(check)).timeout(Duration.ofSeconds(60)).build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      }
    } finally {
      end.countDown();
    }
  }
}
