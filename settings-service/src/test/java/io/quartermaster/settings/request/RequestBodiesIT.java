package io.quartermaster.settings.request;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.SETTINGS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are large, slow or many occupy neither memory nor worker threads. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class RequestBodiesIT {

  private static final int MEGABYTE = 1024 * 1024;

  /** What the server discards, and what the buffers of the sockets can hold. */
  private static final long MAX_SENT = 40L * MEGABYTE;

  private static final int MAX_BODIES_PER_ADDRESS = 256;

  Tokens tokens;
  @Inject AgroalDataSource database;

  @ParameterizedTest
  @CsvSource({
    "admin, PUT /api/v1/amazon_q/settings",
    "user, PUT /api/v1/amazon_q/settings",
    "nobody, PUT /api/v1/amazon_q/settings",
    "user, POST /api/v1/amazon_q/verify",
    "user, PUT /api/v1/groups/1/amazon_q",
    "user, GET /api/v1/amazon_q/settings",
    "nobody, POST /elsewhere",
    "nobody, POST /q/health/live"
  })
  void stopsReadingLargeBodies(String caller, String requestLine) throws Exception {
    byte[] plain = filled(MEGABYTE);
    byte[] chunk = ("100000\r\n" + " ".repeat(MEGABYTE) + "\r\n").getBytes(US_ASCII);

    refusesLarge(requestLine, caller, "Content-Length: 104857600", plain);
    refusesLarge(requestLine, caller, "Transfer-Encoding: chunked", chunk);
  }

  private void refusesLarge(String requestLine, String caller, String length, byte[] part)
      throws Exception {
    try (RawConnection connection = RawConnection.open()) {
      connection.send(head(requestLine, caller, length) + "\r\n");
      CompletableFuture<Long> sent =
          CompletableFuture.supplyAsync(() -> connection.sendUntilClosed(part, 100));
      String response = connection.response();

      assertThat(response).startsWith("HTTP/1.1 413 ").contains("content-too-large");
      assertThat(response).containsIgnoringCase("connection: close");
      assertThat(connection.untilClosed()).isEmpty();
      assertThat(sent.get()).isLessThan(MAX_SENT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 65537", "Transfer-Encoding: chunked"})
  void refusesLargeBodiesBeforeTheirEnd(String length) throws Exception {
    String begin = length.endsWith("chunked") ? "10001\r\n" + "x".repeat(65_537) : "x";
    try (RawConnection connection = RawConnection.open()) {
      connection.send(head("PUT " + SETTINGS, "admin", length) + "\r\n" + begin);

      assertThat(connection.response()).startsWith("HTTP/1.1 413 ");
      assertThat(connection.untilClosed()).isEmpty();
    }
  }

  @Test
  void acceptsTheLargestBody() {
    SettingsApi api = new SettingsApi(tokens, database);
    api.forget();
    String body = SettingsApi.body(ARN, Availability.DEFAULT_ON, false);

    api.put(body + " ".repeat(65_536 - body.length())).then().statusCode(200);
    api.put(body + " ".repeat(65_537 - body.length())).then().statusCode(413);
  }

  @Test
  void answersBeforeTheBodyOfAClientThatExpectsTo() throws Exception {
    try (RawConnection large = RawConnection.open();
        RawConnection small = RawConnection.open()) {
      String expect = "Expect: 100-continue";
      large.send(head("PUT " + SETTINGS, "admin", "Content-Length: 65537", expect) + "\r\n");
      small.send(head("PUT " + SETTINGS, "admin", "Content-Length: 2", expect) + "\r\n");

      assertThat(large.response()).startsWith("HTTP/1.1 413 ");
      assertThat(small.response()).startsWith("HTTP/1.1 100 ");
      small.send("{}");
      assertThat(small.response()).startsWith("HTTP/1.1 4").doesNotContain("content-too-large");
    }
  }

  @Test
  void halfSentBodiesHoldNoOtherRequest() throws Exception {
    SettingsApi api = new SettingsApi(tokens, database);
    api.forget();
    List<RawConnection> half = new ArrayList<>();
    try {
      for (int i = 0; i < MAX_BODIES_PER_ADDRESS - 1; i++) {
        half.add(halfSent());
      }
      api.get().then().statusCode(200);
      SettingsApi.as(null).get("/q/health/live").then().statusCode(200);
      SettingsApi.as(null).get("/q/health/ready").then().statusCode(200);
      api.put(ARN, Availability.DEFAULT_ON, false).then().statusCode(200);
      assertThat(half.getFirst().hasResponse()).as("the bodies are still awaited").isFalse();

      half.add(halfSent());
      try (RawConnection oneTooMany = halfSent()) {
        assertThat(oneTooMany.response())
            .startsWith("HTTP/1.1 429 ")
            .contains("too-many-requests")
            .containsIgnoringCase("retry-after: 1");
      }
      assertThat(half.getFirst().response())
          .startsWith("HTTP/1.1 408 ")
          .contains("request-timeout");
      assertThat(half.getFirst().untilClosed()).isEmpty();
    } finally {
      for (RawConnection connection : half) {
        connection.close();
      }
    }
    Await.condition("a free place")
        .until(() -> api.put(ARN, Availability.NEVER_ON, false).statusCode() == 200);
  }

  private RawConnection halfSent() throws IOException {
    return RawConnection.open()
        .send(head("PUT " + SETTINGS, "admin", "Content-Length: 60000") + "\r\n{\"role_arn\"");
  }

  private String head(String requestLine, String caller, String... headers) {
    String token =
        switch (caller) {
          case "admin" -> tokens.admin();
          case "user" -> tokens.of("7");
          default -> null;
        };
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type: application/json";
    all[headers.length + 1] = "If-Match: *";
    return RawConnection.head(requestLine, token, all);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    return bytes;
  }
}
