package io.quartermaster.settings.request;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Media types in Accept and Content-Type, in every form that RFC 9110 allows. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class MediaTypeHeadersIT {

  Tokens tokens;
  @Inject AgroalDataSource database;

  private SettingsApi api;

  @BeforeEach
  void forget() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json ; q=0.9",
        "application/json\t;\tq=0.9",
        "text/html , application/json  ;q=0.9 ;version=1",
        ", application/json",
        "application/json,,text/html",
        "text/html,, ,application/json",
        "application/json,",
        "\t, ,application/json , ",
        "",
        ",",
        " ,, ",
        "*/*",
        "application/*",
        "text/html, */*;q=0.1",
        "text/html;q=0, */*",
        "*/*;q=0, application/json",
        "APPLICATION/JSON",
        "Application/Json;Q=0.5",
        "application/json;q=1.000",
        "application/json;profile=\"a,b\"",
        "application/json;profile=\"a;q=0\"",
        "text/html;profile=\"a, application/xml\", application/json"
      })
  void acceptsJson(String accept) {
    api.asAdmin().header("Accept", accept).get(SETTINGS).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/xml",
        "text/html, application/xml;q=0.9",
        "*/*;q=0",
        "*/*;q=0.000",
        "application/json;q=0",
        "application/json;Q=0.0, text/html",
        "application/*;q=0",
        ",application/json;q=0,"
      })
  void rejectsAListWithoutJson(String accept) {
    api.asAdmin()
        .header("Accept", accept)
        .get(SETTINGS)
        .then()
        .statusCode(406)
        .contentType("application/problem+json");
  }

  /** Which of the two statuses is not specified. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "json",
        "/",
        "application/",
        "/json",
        ";",
        "a/b/c",
        "application/json;q=abc",
        "application/json;q=-1",
        "application/json;q=2",
        "application/json;q",
        "application/json;=1",
        "application/json;profile=\"open",
        "*/json",
        "\"",
        "application/json;q=0;q=1"
      })
  void answersAMalformedListWithoutAnInternalError(String accept) {
    assertThat(api.asAdmin().header("Accept", accept).get(SETTINGS).statusCode())
        .isIn(200, 400, 406);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "json", "/", "application/json,application/json", "a/b/c", "\"", "*/*"})
  void answersAMalformedContentTypeWithoutAnInternalError(String contentType) {
    assertThat(
            api.asAdmin()
                .header("If-Match", "*")
                .header("Content-Type", contentType)
                .body(SettingsApi.body(ARN, Availability.DEFAULT_ON, false).getBytes(UTF_8))
                .put(SETTINGS)
                .statusCode())
        .isIn(200, 400, 415);
  }

  @Test
  void combinesHeaderLines() {
    api.asAdmin()
        .header("Accept", "text/html")
        .header("Accept", "")
        .header("Accept", "application/json")
        .get(SETTINGS)
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json ; charset=utf-8", "application/json\t;charset=utf-8"})
  void allowsWhitespaceInContentType(String contentType) {
    api.asAdmin()
        .header("If-Match", "*")
        .header("Content-Type", contentType)
        .body(SettingsApi.body(ARN, Availability.DEFAULT_ON, false).getBytes(UTF_8))
        .put(SETTINGS)
        .then()
        .statusCode(200);
  }
}
