package io.quartermaster.settings.scope;

import static io.quartermaster.settings.SettingsApi.ARN;
import static io.quartermaster.settings.scope.ScopesApi.ANY;
import static io.quartermaster.settings.scope.ScopesApi.group;
import static io.quartermaster.settings.scope.ScopesApi.project;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.settings.GitLabStandIn;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups 1 > 2 > 3 and 1 > 4 > 5; projects 1 and 6 in group 1, 2 and 7 in group 2, and so on. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(GitLabStandIn.class)
class ScopeResourceIT {

  Tokens tokens;
  TestTopics topics;
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
  void inheritsFromTheInstanceByDefault() {
    settings.put(ARN, Availability.DEFAULT_ON, false).then().statusCode(200);

    scopes
        .get(project(3))
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .header("ETag", "\"0\"")
        .header("Cache-Control", "no-store, no-transform")
        .body("type", equalTo("project"))
        .body("id", equalTo(3))
        .body("full_path", equalTo("group-1/group-2/group-3/project-3"))
        .body("availability", nullValue())
        .body("effective_availability", equalTo("default_on"))
        .body("locked_by", nullValue())
        .body("inherited_from.type", equalTo("instance"))
        .body("inherited_from.id", nullValue())
        .body("revision", equalTo(0))
        .body("changed_at", nullValue());
  }

  @Test
  void isOffBeforeTheInstanceIsSetUp() {
    scopes.get(group(1)).then().body("effective_availability", equalTo("default_off"));
  }

  @Test
  void isOffAfterADisconnectUntilSettingsAreSavedAgain() {
    settings.put(ARN, Availability.DEFAULT_ON, false).then().statusCode(200);
    scopes.chosen(group(1), "default_on");
    scopes.chosen(group(2), "never_on");
    settings.disconnect("off", "{}").then().statusCode(202);

    scopes
        .get(project(4))
        .then()
        .body("effective_availability", equalTo("default_off"))
        .body("inherited_from.type", equalTo("instance"))
        .body("locked_by", nullValue());
    scopes
        .get(group(1))
        .then()
        .body("availability", equalTo("default_on"))
        .body("effective_availability", equalTo("default_off"));
    scopes.get(project(3)).then().body("effective_availability", equalTo("never_on"));
    scopes
        .put(group(1), "*", "default_off")
        .then()
        .statusCode(200)
        .body("effective_availability", equalTo("default_off"));
    scopes.chosen(group(1), "default_on");

    settings.put(ARN, Availability.DEFAULT_ON, false).then().statusCode(200);

    scopes.get(project(4)).then().body("effective_availability", equalTo("default_on"));
    scopes.get(project(3)).then().body("effective_availability", equalTo("never_on"));
  }

  @Test
  void descendantsInheritAChoice() {
    scopes
        .put(group(1), "\"0\"", "default_on")
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("availability", equalTo("default_on"))
        .body("effective_availability", equalTo("default_on"))
        .body("inherited_from", nullValue())
        .body("changed_by", equalTo("alice"));
    scopes.chosen(project(3), "default_off");

    scopes
        .get(group(3))
        .then()
        .body("effective_availability", equalTo("default_on"))
        .body("inherited_from.type", equalTo("group"))
        .body("inherited_from.id", equalTo(1))
        .body("inherited_from.full_path", equalTo("group-1"));
    scopes.get(project(3)).then().body("effective_availability", equalTo("default_off"));
    scopes.get(project(8)).then().body("effective_availability", equalTo("default_on"));
  }

  @Test
  void aLockOverridesChoicesUntilItIsLifted() {
    scopes.chosen(project(3), "default_on");
    scopes.chosen(group(3), "never_on");
    scopes.chosen(group(1), "never_on");

    scopes
        .get(project(3))
        .then()
        .header("ETag", "\"1\"")
        .body("availability", equalTo("default_on"))
        .body("effective_availability", equalTo("never_on"))
        .body("locked_by.type", equalTo("group"))
        .body("locked_by.id", equalTo(1))
        .body("locked_by.full_path", equalTo("group-1"));
    problem(scopes.put(project(3), "\"1\"", "default_off"), 409, "scope-locked")
        .body("detail", containsString("group group-1 (id 1)"));
    problem(scopes.delete(project(3), "\"1\""), 409, "scope-locked");
    problem(scopes.put(group(3), "\"1\"", "default_on"), 409, "scope-locked");

    scopes.chosen(group(1), "default_off");
    scopes.get(project(3)).then().body("locked_by.id", equalTo(3));
    scopes.chosen(group(3), "default_off");
    scopes
        .get(project(3))
        .then()
        .header("ETag", "\"1\"")
        .body("effective_availability", equalTo("default_on"))
        .body("locked_by", nullValue());
  }

  @Test
  void theInstanceLocksAllScopes() {
    settings.put(ARN, Availability.NEVER_ON, false).then().statusCode(200);

    scopes.get(group(5)).then().body("locked_by.type", equalTo("instance"));
    problem(scopes.put(group(5), ANY, "default_on"), 409, "scope-locked")
        .body("detail", containsString("The instance is always off"));
    assertThat(settings.count("scope_choice")).isZero();
  }

  @Test
  void resetReturnsTheInheritedValue() {
    scopes.chosen(group(1), "default_on");
    scopes.chosen(group(2), "default_off");
    Instant at = changedAt(scopes.delete(group(2), "\"1\""));

    scopes
        .get(group(2))
        .then()
        .header("ETag", "\"2\"")
        .body("availability", nullValue())
        .body("effective_availability", equalTo("default_on"))
        .body("inherited_from.id", equalTo(1));
    assertThat(topics.await(ScopeToggled.class, event -> event.changedAt().equals(at)))
        .isEqualTo(
            new ScopeToggled(
                new ScopeToggled.Scope(ScopeKind.GROUP, 2, "group-1/group-2", List.of(1L)),
                null,
                Availability.DEFAULT_OFF,
                Availability.DEFAULT_ON,
                false,
                2,
                "alice",
                at));
  }

  @Test
  void publishesAChangeWithTheKeyOfTheScope() {
    scopes.chosen(project(3), "default_off");
    Instant at = changedAt(scopes.put(project(3), "\"1\"", "default_on"));

    ScopeToggled event =
        topics.await(ScopeToggled.class, toggled -> toggled.changedAt().equals(at));
    assertThat(event.aggregate()).isEqualTo("scope/project/3");
    assertThat(event.scope().ancestorGroupIds()).containsExactly(3L, 2L, 1L);
    assertThat(event.availability()).isEqualTo(Availability.DEFAULT_ON);
    assertThat(event.previousAvailability()).isEqualTo(Availability.DEFAULT_OFF);
    assertThat(event.revision()).isEqualTo(2);
    assertThat(topics.eventsOf(ScopeToggled.class, "scope/project/3")).contains(event);
  }

  @Test
  void sameChoiceCreatesNoRevisionAndNoEvent() {
    scopes.chosen(group(2), "default_on");
    long events = settings.count("outbox");

    scopes.put(group(2), "\"1\"", "default_on").then().statusCode(200).header("ETag", "\"1\"");
    scopes.delete(group(3), "\"0\"").then().statusCode(200).header("ETag", "\"0\"");

    assertThat(settings.count("outbox")).isEqualTo(events);
    assertThat(settings.count("scope_choice")).isEqualTo(1);
  }

  @Test
  void changesNothingWhileGitLabIsUnavailable() {
    scopes.chosen(group(2), "default_on");
    long events = settings.count("outbox");
    sandbox
        .faults()
        .setNext(1, "gitlab", "GetGroup", new Fault.Throttle(Duration.ofSeconds(7), false));
    problem(scopes.put(group(2), "\"1\"", "default_off"), 503, "unavailable")
        .header("Retry-After", equalTo("7"));
    sandbox.faults().set("gitlab", "*", new Fault.Cut(Fault.Cut.Moment.BEFORE_EFFECT));
    problem(scopes.delete(group(2), "\"1\""), 503, "unavailable")
        .header("Retry-After", equalTo("5"));
    problem(scopes.get(group(2)), 503, "unavailable");
    sandbox.faults().clear();
    sandbox
        .faults()
        .setNext(1, "gitlab", "GetGroup", new Fault.Failure(401, "", "401 Unauthorized"));
    problem(scopes.get(group(2)), 502, "gitlab-refused")
        .body("detail", containsString("gitlab.token"));

    scopes.get(group(2)).then().header("ETag", "\"1\"");
    assertThat(settings.count("outbox")).isEqualTo(events);
  }

  private static Instant changedAt(Response answer) {
    return Instant.parse(
        answer.then().statusCode(200).extract().jsonPath().getString("changed_at"));
  }

  private static ValidatableResponse problem(Response answer, int status, String type) {
    return answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:quartermaster:problem:" + type));
  }
}
