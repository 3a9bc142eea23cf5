package io.quartermaster.settings.instance;

import static io.quartermaster.settings.SettingsApi.AUDIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigProgressed;
import io.quartermaster.contracts.GatewayConfigRemoved;
import io.quartermaster.contracts.NodeProgress;
import io.quartermaster.contracts.NodeProgress.State;
import io.quartermaster.contracts.Origin;
import io.quartermaster.settings.Outcomes;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disconnect that also removes the AI gateway configuration from the GitLab nodes. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class GatewayRemovalIT {

  private static final String KEEP = "{}";
  private static final String REMOVE = "{\"remove_gateway_configuration\": true}";
  private static final String DELETE = "{\"delete_iam_resources\": true}";

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;

  /** Events of other tests have the same revisions. */
  private final Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private SettingsApi api;

  @BeforeEach
  void forget() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @Test
  void isDisconnectedOnlyWhenTheConfigurationIsRemoved() {
    long revision = api.save() + 1;

    disconnect(REMOVE)
        .then()
        .statusCode(202)
        .body("kind", equalTo("disconnect"))
        .body("revision", equalTo((int) revision))
        .body("steps[2].name", equalTo("gateway_configuration"))
        .body(
            "steps[2].title", equalTo("Remove the AI gateway configuration from the GitLab nodes"))
        .body("steps[2].state", equalTo("pending"))
        .body("steps[2].waiting_for", nullValue());

    api.asAdmin()
        .get(AUDIT)
        .then()
        .body("audit_events[0].action", equalTo("settings.disconnected"))
        .body("audit_events[0].after.remove_gateway_configuration", equalTo(true))
        .body("audit_events[0].after.delete_iam_resources", equalTo(false));
    ArnRemoved removed = removed(revision);
    assertThat(removed.removeGatewayConfig()).isTrue();
    assertThat(removed.deleteIamResources()).isFalse();

    topics.publish(
        new GatewayConfigProgressed(
            origin(revision, 1), "Removing.", List.of(node("gitlab-1", State.APPLYING))));
    topics.publish(Outcomes.appRemoved(origin(revision, 1)));
    topics.publish(Outcomes.accountReleased(origin(revision, 1)));
    JsonPath others =
        api.awaitSetup(
            setup -> setup.getList("steps.state").equals(List.of("done", "done", "in_progress")));
    assertThat(others.getString("state")).isEqualTo("in_progress");
    assertThat(others.getList("steps[2].nodes.state")).containsExactly("applying");

    topics.publish(
        new GatewayConfigRemoved(
            origin(revision, 2), "Removed.", List.of(node("gitlab-1", State.VERIFIED))));

    JsonPath setup = api.awaitSetup(now -> now.getString("state").equals("disconnected"));
    assertThat(setup.getString("steps[2].detail")).isEqualTo("Removed.");
    assertThat(setup.getList("steps[2].nodes.state")).containsExactly("verified");
  }

  @Test
  void leavesTheNodesUnchangedUnlessRequested() {
    long revision = api.save() + 1;

    disconnect(KEEP).then().statusCode(202).body("steps.size()", equalTo(2));

    assertThat(removed(revision).removeGatewayConfig()).isFalse();
    api.asAdmin()
        .get(AUDIT)
        .then()
        .body("audit_events[0].after.remove_gateway_configuration", equalTo(false));
  }

  @Test
  void canBeRequestedLaterAndIsNotRevokedInProgress() {
    long revision = api.save() + 1;
    disconnect(KEEP).then().statusCode(202);

    disconnect(REMOVE).then().statusCode(202).body("revision", equalTo((int) revision + 1));
    assertThat(removed(revision + 1).removeGatewayConfig()).isTrue();

    disconnect(KEEP).then().statusCode(202).body("revision", equalTo((int) revision + 1));
    disconnect(REMOVE).then().statusCode(202).body("revision", equalTo((int) revision + 1));

    disconnect(DELETE)
        .then()
        .statusCode(202)
        .body("kind", equalTo("disconnect_and_delete"))
        .body("revision", equalTo((int) revision + 2));
    ArnRemoved both = removed(revision + 2);
    assertThat(both.removeGatewayConfig()).isTrue();
    assertThat(both.deleteIamResources()).isTrue();
    assertThat(api.setup().getList("steps.name"))
        .containsExactly(
            "oauth_application", "service_account", "iam_access", "gateway_configuration");
  }

  @Test
  void isRetriedOrRevokedAfterItFailed() {
    long revision = api.save() + 1;
    disconnect(REMOVE);
    topics.publish(failed(origin(revision, 1)));
    JsonPath failed = api.awaitSetup(setup -> setup.getString("state").equals("failed"));
    assertThat(failed.getList("steps[2].nodes.output")).containsExactly("error");

    disconnect(REMOVE).then().statusCode(202).body("state", equalTo("in_progress"));
    assertThat(removed(revision + 1).removeGatewayConfig()).isTrue();
    topics.publish(failed(origin(revision + 1, 1)));
    api.awaitSetup(setup -> setup.getString("state").equals("failed"));

    disconnect(KEEP).then().statusCode(202).body("steps.size()", equalTo(2));
    assertThat(removed(revision + 2).removeGatewayConfig()).isFalse();
  }

  @Test
  void connectsAgainDuringARemoval() {
    long revision = api.save() + 1;
    disconnect(REMOVE).then().statusCode(202);

    assertThat(api.save()).isEqualTo(revision + 1);

    JsonPath setup = api.setup();
    assertThat(setup.getString("kind")).isEqualTo("set_up");
    assertThat(setup.getString("steps[0].title"))
        .isEqualTo("Configure the AI gateway on the GitLab nodes");
    assertThat(setup.getList("steps")).hasSize(5);
    disconnect(KEEP).then().statusCode(202).body("steps.size()", equalTo(2));
  }

  @Test
  void rejectsAnotherRequestWithTheSameKey() {
    api.save();
    String key = UUID.randomUUID().toString();
    api.disconnect(key, REMOVE).then().statusCode(202);

    api.disconnect(key, REMOVE).then().statusCode(202);
    api.disconnect(key, KEEP)
        .then()
        .statusCode(422)
        .body("type", endsWith("idempotency-key-reused"));
    disconnect("{\"remove_gateway_configuration\": \"yes\"}")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/remove_gateway_configuration"));
  }

  private Response disconnect(String body) {
    return api.disconnect(UUID.randomUUID().toString(), body);
  }

  private static GatewayConfigFailed failed(Origin origin) {
    Failure failure =
        new Failure(
            Failure.Kind.REFUSED, FailureCodes.RECONFIGURE_FAILED, "Failed.", "Correct it.", null);
    NodeProgress node = new NodeProgress("gitlab-1", State.FAILED, Instant.now(), null, "error");
    return new GatewayConfigFailed(origin, failure, List.of(node), null);
  }

  private static NodeProgress node(String name, State state) {
    return new NodeProgress(name, state, Instant.now());
  }

  private ArnRemoved removed(long revision) {
    return topics.await(
        ArnRemoved.class,
        event ->
            event.instanceUid().equals(identity.instanceUid())
                && event.revision() == revision
                && !event.changedAt().isBefore(begun));
  }

  private Origin origin(long settingsRevision, long revision) {
    return new Origin(identity.instanceUid(), settingsRevision, revision, 1, Instant.now());
  }
}
