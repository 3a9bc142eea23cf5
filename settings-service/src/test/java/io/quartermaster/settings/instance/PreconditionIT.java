package io.quartermaster.settings.instance;

import static io.quartermaster.contracts.Availability.DEFAULT_ON;
import static io.quartermaster.contracts.Availability.NEVER_ON;
import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.SETTINGS;
import static io.quartermaster.settings.SettingsApi.body;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change is made on what was read, or not at all. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class PreconditionIT {

  Tokens tokens;
  @Inject AgroalDataSource database;

  private SettingsApi api;

  @BeforeEach
  void forget() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @Test
  void anotherUidContinuesFromTheLastRevision() {
    api.save();
    api.put(ARN, NEVER_ON, false);
    api.wasAnotherInstance();

    api.get().then().header("ETag", "\"0\"").body("role_arn", nullValue());
    api.put("\"0\"", body(ARN, DEFAULT_ON, false)).then().body("revision", equalTo(3));
  }

  @Test
  void aReturningUidAlwaysPublishesItsSettings() {
    api.save();

    api.wasAnotherInstanceMeanwhile(9);
    api.put(ARN, DEFAULT_ON, false).then().body("revision", equalTo(10));
    api.wasAnotherInstanceMeanwhile(20);
    api.disconnect("back", "{}").then().statusCode(202).header("ETag", "\"21\"");
  }

  @Test
  void rejectsAStaleTagAndReturnsTheCurrentOne() {
    api.save();

    api.put("\"0\"", body(ARN, NEVER_ON, false))
        .then()
        .statusCode(412)
        .contentType("application/problem+json")
        .header("ETag", "\"1\"")
        .body("type", equalTo("urn:quartermaster:problem:settings-changed"))
        .body("detail", containsString("revision 1"));

    api.get().then().body("availability", equalTo("default_on"));
  }

  /** The resource was not modified, so re-reading it through the same proxy would not help. */
  @Test
  void explainsATagThatAProxyChanged() {
    api.save();

    for (String tag : List.of("\"1-gzip\"", "W/\"1\"", "W/\"1--gzip\"")) {
      api.put(tag, body(ARN, NEVER_ON, false))
          .then()
          .statusCode(412)
          .header("ETag", "\"1\"")
          .body("type", equalTo("urn:quartermaster:problem:settings-changed"))
          .body("detail", containsString(tag))
          .body("detail", containsString("no-transform"));
      api.asAdmin()
          .contentType(ContentType.JSON)
          .header("Idempotency-Key", UUID.randomUUID().toString())
          .header("If-Match", tag)
          .body("{}")
          .post(SettingsApi.DISCONNECT)
          .then()
          .statusCode(412)
          .header("ETag", "\"1\"")
          .body("detail", containsString(tag));
    }
  }

  @Test
  void firstSaveReplacesRevisionZero() {
    String tag = api.get().header("ETag");

    api.put("\"1\"", body(ARN, DEFAULT_ON, false)).then().statusCode(412);
    api.put(tag, body(ARN, DEFAULT_ON, false)).then().statusCode(200);
    api.put(tag, body(ARN, NEVER_ON, false)).then().statusCode(412);
  }

  @Test
  void combinesTagsAndHeaderLines() {
    api.save();

    api.asAdmin()
        .header("If-Match", "\"7\", \"8\"")
        .header("If-Match", "\"1\"")
        .contentType(ContentType.JSON)
        .body(body(ARN, NEVER_ON, false))
        .put(SETTINGS)
        .then()
        .statusCode(200)
        .body("revision", equalTo(2));
  }

  /** Written by hand: a client that leaves an empty header out would test something else. */
  @Test
  void distinguishesAnEmptyHeaderFromNone() throws IOException {
    assertThat(statusOfAPutWith("If-Match: \r\n")).contains(" 400 ");
    assertThat(statusOfAPutWith("If-Match:\r\nIf-Match: \r\n")).contains(" 400 ");
    assertThat(statusOfAPutWith("")).contains(" 428 ");
    assertThat(statusOfAPutWith("If-Match:\r\nIf-Match: \"0\"\r\n")).contains(" 200 ");
  }

  @Test
  void readsABodyWithoutATypeAsJson() throws IOException {
    assertThat(statusOfAPut("If-Match: *\r\n")).contains(" 200 ");
  }

  private String statusOfAPutWith(String headers) throws IOException {
    return statusOfAPut(headers + "Content-Type: application/json\r\n");
  }

  private String statusOfAPut(String headers) throws IOException {
    String body = body(ARN, DEFAULT_ON, false);
    String request =
        "PUT %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%sConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(SETTINGS, tokens.admin(), headers, body.length(), body);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.lines().findFirst().orElseThrow();
    }
  }
}
