package io.quartermaster.settings.request;

import static io.quartermaster.contracts.Availability.DEFAULT_ON;
import static io.quartermaster.settings.SettingsApi.SETTINGS;
import static io.quartermaster.settings.SettingsApi.SETUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No answer may be cached or changed on its way, or be taken for another type: successes, problems
 * and what the framework answers itself.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class ResponseHeadersIT {

  Tokens tokens;
  @Inject AgroalDataSource database;

  private SettingsApi api;

  @BeforeEach
  void forget() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @ParameterizedTest
  @EnumSource
  void isNeitherCachedNorTransformed(Answer answer) {
    Response response = answer.request.apply(api);

    assertThat(response.statusCode()).isEqualTo(answer.status);
    assertThat(response.headers().getValues("Cache-Control"))
        .containsExactly("no-store, no-transform");
    assertThat(response.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
  }

  /** Quarkus sets the first header itself. */
  @Test
  void healthIsNotCached() {
    SettingsApi.as(null)
        .get("/q/health/live")
        .then()
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff");
  }

  enum Answer {
    SETTINGS_READ(200, SettingsApi::get),
    SETTINGS_HEAD(200, api -> api.asAdmin().head(SETTINGS)),
    SETTINGS_OPTIONS(200, api -> SettingsApi.as(null).options(SETTINGS)),
    SETUP_READ(200, api -> api.asAdmin().get(SETUP)),
    STREAM_HEAD(200, api -> api.asAdmin().accept("text/event-stream").head(SETUP + "/events")),
    PREREQUISITES(200, api -> api.asAdmin().get("/api/v1/amazon_q/prerequisites")),
    AUDIT_EVENTS(200, api -> api.asAdmin().get(SettingsApi.AUDIT)),
    VERIFICATION_REJECTED(409, api -> api.verify(UUID.randomUUID().toString())),
    NO_TOKEN(401, api -> SettingsApi.as(null).get(SETTINGS)),
    INVALID_TOKEN(401, api -> SettingsApi.as("nonsense").get(SETTINGS)),
    NO_ROLE(403, api -> SettingsApi.as(api.tokens().withoutRoles()).get(SETTINGS)),
    UNKNOWN_OPERATION(404, api -> api.asAdmin().get("/api/v1/amazon_q/nothing")),
    UNKNOWN_ADDRESS(404, api -> SettingsApi.as(null).get("/elsewhere")),
    METHOD(405, api -> api.asAdmin().delete(SETTINGS)),
    NOT_ACCEPTABLE(406, api -> api.asAdmin().accept("application/xml").get(SETTINGS)),
    MALFORMED(400, api -> api.put("{")),
    INVALID(422, api -> api.put("{}")),
    STALE(412, api -> api.put("\"9\"", SettingsApi.body(SettingsApi.ARN, DEFAULT_ON, false))),
    TOO_LARGE(413, api -> api.put(" ".repeat(70_000))),
    MEDIA_TYPE(415, api -> api.asAdmin().contentType(ContentType.TEXT).body("a").put(SETTINGS)),
    METRICS(200, api -> SettingsApi.as(null).get("/q/metrics")),
    OPENAPI(200, api -> SettingsApi.as(null).get("/q/openapi"));

    private final int status;
    private final Function<SettingsApi, Response> request;

    Answer(int status, Function<SettingsApi, Response> request) {
      this.status = status;
      this.request = request;
    }
  }
}
