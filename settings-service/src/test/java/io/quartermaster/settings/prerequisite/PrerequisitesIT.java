package io.quartermaster.settings.prerequisite;

import static io.quartermaster.testkit.Await.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quartermaster.contracts.Origin;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.settings.Outcomes;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.prerequisite.SandboxAsGitLab.ConnectorToken;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The prerequisites over HTTP, with the sandbox as GitLab and AI gateway. */
@QuarkusTest
@TestProfile(PrerequisitesIT.AgainstSandbox.class)
class PrerequisitesIT {

  private static final String PREREQUISITES = "/api/v1/amazon_q/prerequisites";

  Tokens tokens;
  TestTopics topics;
  Sandbox sandbox;
  ConnectorToken connector;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;

  private SettingsApi api;

  @BeforeEach
  void reset() {
    sandbox.reset();
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @Test
  void returnsADetailAndARemedyForEachCheck() {
    JsonPath all = check();

    assertThat(all.getList("checks.name"))
        .containsExactly(
            "gitlab_reachable",
            "gitlab_certificate",
            "gitlab_version",
            "gitlab_edition",
            "gitlab_license",
            "duo_add_ons",
            "duo_features",
            "cloud_connector_token",
            "cloud_connector_instance",
            "amazon_q_entitlement",
            "ai_gateway_reachable",
            "aws_credentials");
    assertThat(states(all))
        .isEqualTo(
            List.of(
                "warning", "failed", "passed", "passed", "passed", "unknown", "passed", "failed",
                "failed", "passed", "passed", "unknown"));
    assertThat(all.getString("state")).isEqualTo("failed");
    assertThat(all.getString("checks[2].detail")).isEqualTo("GitLab is version 18.9.");
    assertThat(all.getString("checks[7].detail")).contains("expired");
    assertThat(all.getString("checks[8].detail")).contains("another-instance");
    for (Map<String, Object> check : all.<Map<String, Object>>getList("checks")) {
      assertThat(check.get("detail")).as("%s", check).isNotNull();
      assertThat(check.get("remedy") == null)
          .as("%s", check)
          .isEqualTo("passed".equals(check.get("state")));
    }
  }

  @Test
  void reportsAWrongLicense() {
    sandbox.gitlab().license(false);

    JsonPath all = check();

    assertThat(state(all, "gitlab_license")).isEqualTo("failed");
    assertThat(state(all, "duo_features")).isEqualTo("failed");
    assertThat(state(all, "gitlab_version")).isEqualTo("passed");
  }

  @Test
  void isUnknownInTimeForASlowGitLabAlone() {
    sandbox.faults().set("gitlab", "GetMetadata", new Fault.Latency(Duration.ofMinutes(2)));
    Instant asked = Instant.now();

    JsonPath all = check();

    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(50));
    assertThat(state(all, "gitlab_version")).isEqualTo("unknown");
    assertThat(state(all, "gitlab_edition")).isEqualTo("unknown");
    assertThat(state(all, "gitlab_license")).isEqualTo("passed");
    assertThat(state(all, "ai_gateway_reachable")).isEqualTo("passed");
  }

  @Test
  void isUnknownWithARemedyWhenGitLabIsUnavailable() {
    sandbox.faults().set("gitlab", "*", new Fault.Cut(Fault.Cut.Moment.BEFORE_EFFECT));

    JsonPath all = check();

    for (String name : List.of("gitlab_version", "gitlab_edition", "gitlab_license")) {
      assertThat(state(all, name)).as(name).isEqualTo("unknown");
    }
    assertThat(all.getString("checks[2].remedy")).contains("gitlab.url");
    assertThat(state(all, "cloud_connector_token")).isEqualTo("failed");
  }

  @Test
  void reportsAFailingGateway() {
    sandbox.faults().set("gateway", "Health", new Fault.Failure(503, "EDGE", ""));

    assertThat(state(check(), "ai_gateway_reachable")).isEqualTo("failed");
  }

  @Test
  void usesTheOutcomeOfTheProvisionerForAwsCredentials() {
    long revision = api.save();
    topics.publish(
        Outcomes.accessProvisioned(
            new Origin(identity.instanceUid(), revision, 1, 1, Instant.now())));

    condition("the outcome of the provisioner")
        .until(() -> state(check(), "aws_credentials").equals("passed"));
  }

  @Test
  void returnsNoSecret() {
    sandbox.faults().set("gitlab", "GetLicense", new Fault.Failure(403, "X", gitlabToken()));

    String body = get().asString();

    assertThat(body)
        .doesNotContain(gitlabToken())
        .doesNotContain(connector.text())
        .doesNotContain(connector.text().split("\\.", -1)[1])
        .doesNotContain(sandbox.credentials().awsSecretAccessKey());
  }

  @Test
  void requiresAnAdministrator() {
    SettingsApi.as(null)
        .get(PREREQUISITES)
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    SettingsApi.as(tokens.withRole("developer"))
        .get(PREREQUISITES)
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    api.asAdmin().get(PREREQUISITES).then().header("Cache-Control", containsString("no-store"));
    api.asAdmin().delete(PREREQUISITES).then().statusCode(405);
  }

  private String gitlabToken() {
    return sandbox.credentials().gitlabAdminToken();
  }

  private Response get() {
    return api.asAdmin().get(PREREQUISITES);
  }

  private JsonPath check() {
    return get().then().statusCode(200).extract().jsonPath();
  }

  private static List<String> states(JsonPath all) {
    return all.getList("checks.state");
  }

  private static String state(JsonPath all, String name) {
    return all.getString("checks.find { it.name == '%s' }.state".formatted(name));
  }

  /** An application of its own, which reaches nothing but the sandbox. */
  public static final class AgainstSandbox implements QuarkusTestProfile {

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(RealServers.class),
          new TestResourceEntry(TestIssuer.class),
          new TestResourceEntry(SandboxAsGitLab.class));
    }
  }
}
