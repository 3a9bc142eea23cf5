package io.quartermaster.settings.scope;

import static io.quartermaster.settings.scope.ScopesApi.ANY;
import static io.quartermaster.settings.scope.ScopesApi.group;
import static io.quartermaster.settings.scope.ScopesApi.project;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid requests get a problem document and change nothing. */
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

  static Stream<Arguments> invalidBodies() {
    return Stream.of(
        arguments(project(1), "never_on", "/availability"),
        arguments(group(1), "on", "/availability"),
        arguments(group(1), "default_on\", \"extra\": \"1", "/extra"));
  }

  @ParameterizedTest
  @MethodSource("invalidBodies")
  void reportsInvalidFields(String path, String availability, String pointer) {
    problem(scopes.put(path, ANY, availability), 422, "invalid-settings")
        .body("errors.pointer", contains(pointer));
    assertThat(settings.count("scope_choice")).isZero();
  }

  @Test
  void rejectsMalformedJson() {
    problem(scopes.put(group(1), ANY, "\" nonsense"), 400, "malformed-request");
    assertThat(settings.count("scope_choice")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "group-1", "1.5", "99999999999999999999", "1%2F2"})
  void rejectsInvalidIds(String id) {
    problem(scopes.get("/api/v1/groups/" + id + "/amazon_q"), 404, "not-found");
  }

  @Test
  void listsTheAllowedMethods() {
    String allowed = scopes.caller().options(group(1)).header("Allow");

    String returned =
        problem(scopes.caller().post(group(1)), 405, "method-not-allowed")
            .extract()
            .header("Allow");

    assertThat(List.of(returned.split(", ", -1)))
        .containsExactlyInAnyOrderElementsOf(List.of(allowed.split(", ", -1)));
  }

  private static ValidatableResponse problem(Response answer, int status, String type) {
    return answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:quartermaster:problem:" + type));
  }
}
