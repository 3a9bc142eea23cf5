package io.quartermaster.settings.scope;

import static io.quartermaster.settings.scope.ScopesApi.ANY;
import static io.quartermaster.settings.scope.ScopesApi.group;
import static io.quartermaster.settings.scope.ScopesApi.project;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.settings.GitLabStandIn;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong with a request is told, and nothing changes. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(GitLabStandIn.class)
class InvalidScopeRequestIT {

  Tokens tokens;
  Sandbox sandbox;
  @Inject AgroalDataSource database;

  private SettingsApi settings;
  private ScopesApi scopes;

  @BeforeEach
  void forget() {
    settings = new SettingsApi(tokens, database);
    settings.forget();
    sandbox.reset();
    scopes = new ScopesApi(tokens.admin());
  }

  @Test
  void requiresAMatchingIfMatch() {
    scopes.chosen(group(2), "default_on");
    String body = "{\"availability\": \"default_off\"}";

    problem(
        scopes.caller().contentType(ContentType.JSON).body(body).put(group(2)),
        428,
        "precondition-required");
    problem(scopes.caller().delete(group(2)), 428, "precondition-required");
    problem(scopes.put(group(2), "\"0\"", "default_off"), 412, "settings-changed")
        .header("ETag", equalTo("\"1\""));
    problem(scopes.put(group(2), "W/\"1\"", "default_off"), 412, "settings-changed");
    problem(scopes.delete(group(2), "\"2\""), 412, "settings-changed");
    problem(scopes.put(group(2), "1", "default_off"), 400, "malformed-request");
    scopes.get(group(2)).then().header("ETag", "\"1\"");
  }

  @Test
  void rejectsInvalidRequests() {
    problem(scopes.put(project(1), ANY, "never_on"), 422, "invalid-settings")
        .body("errors[0].pointer", equalTo("/availability"));
    problem(scopes.put(group(1), ANY, "on"), 422, "invalid-settings");
    problem(scopes.put(group(1), ANY, "default_on\", \"extra\": \"1"), 422, "invalid-settings")
        .body("errors[0].pointer", equalTo("/extra"));
    problem(scopes.put(group(1), ANY, "\" nonsense"), 400, "malformed-request");
    for (String id : List.of("0", "-1", "group-1", "1.5", "99999999999999999999", "1%2F2")) {
      problem(scopes.get("/api/v1/groups/" + id + "/amazon_q"), 404, "not-found");
    }
    String allowed = scopes.caller().options(group(1)).header("Allow");
    String told =
        problem(scopes.caller().post(group(1)), 405, "method-not-allowed")
            .extract()
            .header("Allow");
    assertThat(List.of(told.split(", ", -1)))
        .containsExactlyInAnyOrderElementsOf(List.of(allowed.split(", ", -1)));
    assertThat(settings.count("scope_choice")).isZero();
  }

  private static ValidatableResponse problem(Response answer, int status, String type) {
    return answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:quartermaster:problem:" + type));
  }
}
