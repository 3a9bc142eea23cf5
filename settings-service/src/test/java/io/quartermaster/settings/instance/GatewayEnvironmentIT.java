package io.quartermaster.settings.instance;

import static io.quartermaster.contracts.GatewayEnvironment.PRODUCTION;
import static io.quartermaster.contracts.GatewayEnvironment.STAGING;
import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.SettingsApi.AUDIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway environment in the settings, the events and the audit trail. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class GatewayEnvironmentIT {

  private static final String STAGING_HOST = "https://glgo.staging.runway.gitlab.net/cc/oidc/";
  private static final String PRODUCTION_HOST = "https://auth.token.gitlab.com/cc/oidc/";

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;

  private SettingsApi api;

  @BeforeEach
  void forget() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @Test
  void firstSaveDefaultsToTheConfiguredEnvironment() {
    Response answer = api.put(body(""));

    shows("production", PRODUCTION_HOST).body("revision", equalTo(1));
    assertEnvironment(saved(answer), PRODUCTION);
  }

  @Test
  void savedEnvironmentDeterminesProviderAndGateway() {
    Response answer = api.put(body("staging"));

    answer.then().statusCode(200).body("gateway_environment", equalTo("staging"));
    shows("staging", STAGING_HOST);
    ArnSaved event = saved(answer);
    assertEnvironment(event, STAGING);
    assertThat(event.gatewayUrl())
        .isEqualTo(URI.create("https://ai-gateway-panda.staging.runway.gitlab.net"));
  }

  @Test
  void keepsTheSavedEnvironmentWhenOmitted() {
    api.put(body("staging")).then().statusCode(200);

    api.put(body(""))
        .then()
        .statusCode(200)
        .body("gateway_environment", equalTo("staging"))
        .body("revision", equalTo(1));
    Response another =
        api.put("{\"availability\": \"never_on\"}").then().statusCode(200).extract().response();

    assertThat(another.jsonPath().getInt("revision")).isEqualTo(2);
    shows("staging", STAGING_HOST);
    assertEnvironment(saved(another), STAGING);
  }

  @Test
  void auditsAChangeOfTheEnvironmentAlone() {
    api.put(body("staging")).then().statusCode(200);
    Response back = api.put(body("production"));

    back.then().statusCode(200).body("revision", equalTo(2));
    shows("production", PRODUCTION_HOST);
    assertEnvironment(saved(back), PRODUCTION);
    api.asAdmin()
        .get(AUDIT + "?limit=2")
        .then()
        .body("audit_events[0].before.gateway_environment", equalTo("staging"))
        .body("audit_events[0].after.gateway_environment", equalTo("production"))
        .body("audit_events[1].after.gateway_environment", equalTo("staging"));
  }

  @Test
  void disconnectUsesAndKeepsTheSavedEnvironment() {
    api.put(body("staging")).then().statusCode(200);

    Response begun = api.disconnect(UUID.randomUUID().toString(), "{}");

    begun.then().statusCode(202);
    Instant at = Instant.parse(begun.jsonPath().getString("started_at"));
    ArnRemoved removed = topics.await(ArnRemoved.class, event -> event.changedAt().equals(at));
    assertThat(removed.gatewayUrl()).isEqualTo(identity.gatewayUrl(STAGING));
    assertThat(removed.identityProvider().providerUrl()).isEqualTo(identity.providerUrl(STAGING));
    shows("staging", STAGING_HOST);
    Response again = api.put(body(""));
    assertEnvironment(saved(again), STAGING);
  }

  @Test
  void rowsWithoutAnEnvironmentUseTheConfiguredOne() throws SQLException {
    api.put(body("staging")).then().statusCode(200);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("update instance_settings set gateway_environment = null");
    }

    shows("production", PRODUCTION_HOST);
    api.put(body(""))
        .then()
        .statusCode(200)
        .body("revision", equalTo(1))
        .body("gateway_environment", equalTo("production"));
    assertEnvironment(saved(api.put(body("staging"))), STAGING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"nowhere\"", "\"Staging\"", "\"\"", "null", "1", "[\"staging\"]"})
  void rejectsAnUnknownEnvironment(String value) {
    api.put(
            "{\"role_arn\": \"%s\", \"availability\": \"default_on\", \"gateway_environment\": %s}"
                .formatted(ARN, value))
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors[0].pointer", equalTo("/gateway_environment"))
        .body(
            "errors[0].detail",
            value.equals("null")
                ? equalTo("Must not be null.")
                : containsString("production, staging"));

    assertThat(api.count("instance_settings")).isZero();
  }

  private ValidatableResponse shows(String environment, String providerHost) {
    return api.get()
        .then()
        .statusCode(200)
        .body("gateway_environment", equalTo(environment))
        .body("identity_provider.provider_url", equalTo(providerHost + identity.instanceUid()))
        .body("identity_provider.audience", equalTo(identity.audience()));
  }

  private void assertEnvironment(ArnSaved event, GatewayEnvironment environment) {
    assertThat(event.gatewayEnvironment()).isEqualTo(environment);
    assertThat(event.gatewayUrl()).isEqualTo(identity.gatewayUrl(environment));
    assertThat(event.identityProvider().providerUrl()).isEqualTo(identity.providerUrl(environment));
  }

  private ArnSaved saved(Response answer) {
    JsonPath settings = answer.then().statusCode(200).extract().jsonPath();
    Instant at = Instant.parse(settings.getString("changed_at"));
    long revision = settings.getLong("revision");
    return topics.await(
        ArnSaved.class, event -> event.changedAt().equals(at) && event.revision() == revision);
  }

  private static String body(String environment) {
    String field = environment.isEmpty() ? "" : ", \"gateway_environment\": \"" + environment + '"';
    return "{\"role_arn\": \"%s\", \"availability\": \"default_on\"%s}".formatted(ARN, field);
  }
}
