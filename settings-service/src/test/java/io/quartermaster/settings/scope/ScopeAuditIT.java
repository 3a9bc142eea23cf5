package io.quartermaster.settings.scope;

import static io.quartermaster.settings.scope.ScopesApi.ANY;
import static io.quartermaster.settings.scope.ScopesApi.group;
import static io.quartermaster.settings.scope.ScopesApi.project;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
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
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups 1 > 2 > 3; project 3 is in group 3. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(GitLabStandIn.class)
class ScopeAuditIT {

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
  void auditsEveryChangeOnce() {
    long before = settings.count("audit_entry");

    scopes.chosen(project(3), "default_on");
    scopes.chosen(project(3), "default_on");
    scopes.put(project(3), "\"0\"", "default_off").then().statusCode(412);
    scopes.delete(project(3), ANY).then().statusCode(200);
    scopes.chosen(group(1), "never_on");
    scopes.put(project(3), ANY, "default_on").then().statusCode(409);

    assertThat(settings.count("audit_entry")).isEqualTo(before + 3);
    settings
        .asAdmin()
        .queryParam("limit", 3)
        .get(SettingsApi.AUDIT)
        .then()
        .statusCode(200)
        .body("audit_events[0].action", equalTo("scope.chosen"))
        .body("audit_events[0].scope.type", equalTo("group"))
        .body("audit_events[0].scope.id", equalTo("1"))
        .body("audit_events[0].scope.full_path", equalTo("group-1"))
        .body("audit_events[0].before", nullValue())
        .body("audit_events[0].after.availability", equalTo("never_on"))
        .body("audit_events[1].action", equalTo("scope.inherited"))
        .body("audit_events[1].scope.full_path", equalTo("group-1/group-2/group-3/project-3"))
        .body("audit_events[1].before.availability", equalTo("default_on"))
        .body("audit_events[1].after", hasKey("availability"))
        .body("audit_events[1].after.availability", nullValue())
        .body("audit_events[1].after.revision", equalTo(2))
        .body("audit_events[2].action", equalTo("scope.chosen"))
        .body("audit_events[2].scope.type", equalTo("project"))
        .body("audit_events[2].author", equalTo("alice"))
        .body("audit_events[2].before", nullValue())
        .body("audit_events[2].after.availability", equalTo("default_on"));
  }
}
