package io.quartermaster.settings.request;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request whose end is ambiguous gets one response, and its body is never the next request. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class FramingIT {

  Tokens tokens;
  @Inject AgroalDataSource database;

  private SettingsApi api;
  private long revision;

  @BeforeEach
  void save() {
    api = new SettingsApi(tokens, database);
    api.forget();
    revision = api.save();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding:",
        "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Content-Length: 5\r\nTransfer-Encoding: gzip",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 6",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length:",
        "Content-Length: 18446744073709551621",
        "Content-Length : 5",
        "Host: elsewhere",
        "Transfer\u0000-Encoding: chunked"
      })
  void refusesAmbiguousLengths(String headers) throws IOException {
    refused(
        RawConnection.head("POST /api/v1/amazon_q/verify", null, headers) + "\r\n" + smuggled());
  }

  @Test
  void refusesChunksOfOldVersions() throws IOException {
    refused(
        "POST /api/v1/amazon_q/verify HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + smuggled());
  }

  /** The router rejects these itself, before all routes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /elsewhere HTTP/1.1\r\n",
        "POST /elsewhere HTTP/1.1\r\nHost: not a host\r\n",
        "POST elsewhere HTTP/1.1\r\nHost: localhost\r\n",
        "POST * HTTP/1.1\r\nHost: localhost\r\n",
        "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n"
      })
  void refusesAmbiguousLengthsOfInvalidRequests(String head) throws IOException {
    refused(head + "Transfer-Encoding: gzip\r\n\r\n" + smuggled());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: not a host\r\n", "Host: localhost:x\r\n"})
  void refusesRequestsWithoutAValidHost(String host) throws IOException {
    refused("GET /q/health/live HTTP/1.1\r\n" + host + "\r\n" + smuggled());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zz\r\n", "-1\r\n", "5\r\n{}", "fffffffffffffffff\r\n", "1\r\n{}\r\n0\r\n\r\n"})
  void refusesMalformedChunks(String chunks) throws IOException {
    refused(
        RawConnection.head("POST /api/v1/amazon_q/verify", null, "Transfer-Encoding: chunked")
            + "\r\n"
            + chunks
            + smuggled());
  }

  /** Both ways to HTTP/2: after the switch, nothing is read as HTTP/1.1 any more. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\n"
            + "Connection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\n\r\n"
      })
  void doesNotReadHttp1AfterASwitchToHttp2(String preface) throws IOException {
    try (RawConnection connection = RawConnection.open()) {
      assertThat(connection.send(preface + smuggled()).untilClosed()).doesNotContain("HTTP/1.1 2");
    }
    api.get().then().body("revision", equalTo((int) revision));
  }

  private void refused(String request) throws IOException {
    try (RawConnection connection = RawConnection.open()) {
      String responses = connection.send(request).untilClosed();

      assertThat(responses.split("HTTP/1\\.[01] ", -1)).as(responses).hasSizeLessThanOrEqualTo(2);
      assertThat(responses).matches("(?s)HTTP/[12]\\.[01] (400|501) .*");
    }
    api.get().then().body("revision", equalTo((int) revision));
  }

  /** Would change the settings. */
  private String smuggled() {
    String body = SettingsApi.body(ARN, Availability.NEVER_ON, false);
    return RawConnection.head(
            "PUT " + SETTINGS,
            tokens.admin(),
            "If-Match: *",
            "Content-Type: application/json",
            "Content-Length: " + body.length())
        + "\r\n"
        + body;
  }
}
