package io.quartermaster.settings.scope;

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
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.settings.GitLabStandIn;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.testkit.RealServers;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Where a scope is now is what counts. Groups 1 > 2 > 3 and 1 > 4 > 5; projects 1 and 6 in group 1,
 * 2 and 7 in group 2, and so on.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(GitLabStandIn.class)
class ScopeMoveIT {

  Tokens tokens;
  Sandbox sandbox;
  @Inject AgroalDataSource database;

  private ScopesApi scopes;

  @BeforeEach
  void forget() {
    new SettingsApi(tokens, database).forget();
    sandbox.reset();
    scopes = new ScopesApi(tokens.admin());
  }

  @Test
  void choiceSurvivesRenameAndTransfer() {
    scopes.chosen(group(4), "default_on");
    scopes.chosen(group(3), "default_off");
    sandbox.gitlab().renameGroup(3, "renamed");
    scopes
        .get(group(3))
        .then()
        .body("full_path", equalTo("group-1/group-2/renamed"))
        .body("availability", equalTo("default_off"));
    scopes.get(group(2)).then().body("effective_availability", equalTo("default_off"));

    sandbox.gitlab().transferGroup(2, 4L);

    scopes
        .get(group(2))
        .then()
        .body("full_path", equalTo("group-1/group-4/group-2"))
        .body("effective_availability", equalTo("default_on"))
        .body("inherited_from.id", equalTo(4));
    scopes
        .get(project(3))
        .then()
        .body("effective_availability", equalTo("default_off"))
        .body("inherited_from.full_path", equalTo("group-1/group-4/group-2/renamed"));
  }

  @Test
  void cachesAncestors() {
    scopes.get(project(3)).then().statusCode(200);
    long groups = sandbox.journal().count("gitlab", "GetGroup");
    long projects = sandbox.journal().count("gitlab", "GetProject");

    scopes.chosen(project(3), "default_on");
    scopes.chosen(project(8), "default_on");
    scopes.get(project(3)).then().statusCode(200);

    assertThat(sandbox.journal().count("gitlab", "GetGroup")).isEqualTo(groups);
    assertThat(sandbox.journal().count("gitlab", "GetProject")).isEqualTo(projects + 3);
  }

  @Test
  void treeChangesApplyToTheNextRequest() {
    scopes.chosen(group(1), "default_on");
    scopes.chosen(group(4), "never_on");
    scopes.get(project(3)).then().body("effective_availability", equalTo("default_on"));

    sandbox.gitlab().transferGroup(3, 4L);
    problem(scopes.put(project(3), ANY, "default_on"), 409, "scope-locked")
        .body("detail", containsString("group group-1/group-4 (id 4)"));
    sandbox.gitlab().renameGroup(4, "off");
    scopes.get(project(3)).then().body("locked_by.full_path", equalTo("group-1/off"));
    sandbox.gitlab().transferProject(3, 2);
    scopes
        .put(project(3), ANY, "default_off")
        .then()
        .statusCode(200)
        .body("full_path", equalTo("group-1/group-2/project-3"));
    sandbox.gitlab().renameGroup(1, "top");
    scopes.get(project(8)).then().body("full_path", equalTo("top/off/group-3/project-8"));
    scopes.get(group(2)).then().body("inherited_from.full_path", equalTo("top"));
    sandbox.gitlab().deleteGroup(4);
    problem(scopes.get(project(8)), 404, "not-found");
    problem(scopes.put(group(3), ANY, "default_on"), 404, "not-found");
  }

  /** Ids are identity: what comes to live at an old path has nothing of what was there. */
  @Test
  void deletedScopesAreNotFoundAndPathsAreNotReused() {
    scopes.chosen(project(3), "default_on");
    sandbox.gitlab().deleteProject(3);

    problem(scopes.get(project(3)), 404, "not-found");
    problem(scopes.put(project(3), ANY, "default_off"), 404, "not-found");
    problem(scopes.delete(project(3), ANY), 404, "not-found");
    problem(scopes.get(group(999)), 404, "not-found");
    long next = sandbox.gitlab().createProject("project-3", 3);
    scopes.get(project(next)).then().header("ETag", "\"0\"").body("availability", nullValue());
  }

  private static ValidatableResponse problem(Response answer, int status, String type) {
    return answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:quartermaster:problem:" + type));
  }
}
