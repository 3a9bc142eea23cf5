package io.quartermaster.settings.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigProgressed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.NodeProgress;
import io.quartermaster.contracts.NodeProgress.State;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.settings.Outcomes;
import io.quartermaster.settings.SettingsApi;
import io.quartermaster.settings.TestIssuer;
import io.quartermaster.settings.Tokens;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The GitLab nodes of the step gateway_configuration, over HTTP and in the stream. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class SetupNodesIT {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final Difference STATEMENT =
      new Difference("gitlab_rb_statement", "last", "not_last", true);

  Tokens tokens;
  TestTopics topics;
  @Inject AgroalDataSource database;
  @Inject InstanceIdentity identity;

  private SettingsApi api;

  @BeforeEach
  void reset() {
    api = new SettingsApi(tokens, database);
    api.forget();
  }

  @Test
  void showsTheProgressOfEachNode() {
    try (EventStream stream = EventStream.open("", tokens.admin())) {
      stream.next();
      long revision = api.save();
      assertThat(stream.next().state().getList("steps.nodes.flatten()")).isEmpty();
      topics.publish(new StepStarted(SetupStep.GATEWAY_CONFIGURATION, origin(revision, 1)));
      stream.next();

      topics.publish(
          new GatewayConfigProgressed(
              origin(revision, 2),
              "Applying the configuration: node gitlab-1 (1 of 2).",
              List.of(
                  new NodeProgress("gitlab-1", State.APPLYING, NOW, "Reconfiguring.", null),
                  new NodeProgress("gitlab-2", State.PENDING, NOW))));

      JsonPath sent = stream.next().state();
      assertThat(sent.getString("steps[0].state")).isEqualTo("in_progress");
      assertThat(sent.getString("steps[0].detail"))
          .isEqualTo("Applying the configuration: node gitlab-1 (1 of 2).");
      assertThat(sent.getList("steps[0].nodes.name")).containsExactly("gitlab-1", "gitlab-2");
      assertThat(sent.getList("steps[0].nodes.state")).containsExactly("applying", "pending");
      assertThat(sent.getList("steps[0].nodes.since")).containsOnly(NOW.toString());
      assertThat(sent.getList("steps[0].nodes.detail")).containsExactly("Reconfiguring.", null);
      assertThat(sent.getString("steps[0].checked_at")).isNull();
      assertThat(sent.getList("steps[1].nodes")).isEmpty();
      assertThat(api.setup().getMap("")).isEqualTo(sent.getMap(""));

      // A new attempt starts with the nodes as they are.
      topics.publish(new StepStarted(SetupStep.GATEWAY_CONFIGURATION, origin(revision, 3)));
      assertThat(stream.next().state().getList("steps[0].nodes.state"))
          .containsExactly("applying", "pending");

      topics.publish(
          new GatewayConfigPushed(
              origin(revision, 4), "Applied.", 2, nodes(State.VERIFIED), List.of(STATEMENT)));
      JsonPath done = stream.next().state();
      assertThat(done.getString("steps[0].state")).isEqualTo("done");
      assertThat(done.getList("steps[0].nodes.state")).containsExactly("verified", "verified");
      assertThat(done.getString("steps[0].checked_at")).isEqualTo(NOW.plusMillis(4).toString());
      assertThat(done.getList("steps[0].drift.what")).containsExactly("gitlab_rb_statement");
      assertThat(done.getList("steps[0].drift.repaired")).containsExactly(true);
    }
  }

  @Test
  void showsTheOutputOfAFailedNodeAndTheDrift() {
    long revision = api.save();
    String output = "line \"1\"\n\tline 2";
    topics.publish(
        new GatewayConfigFailed(
            origin(revision, 1),
            new Failure(
                Failure.Kind.REFUSED,
                FailureCodes.RECONFIGURE_FAILED,
                "gitlab-ctl reconfigure failed on node gitlab-1.",
                "Correct it.",
                null),
            List.of(
                new NodeProgress("gitlab-1", State.FAILED, NOW, "Exit status 1.", output),
                new NodeProgress("gitlab-2", State.PENDING, NOW)),
            List.of(new Difference("gitlab_rb_statement", "last", "absent", false))));

    JsonPath failed = awaitState("failed");

    assertThat(failed.getString("steps[0].last_error.code")).isEqualTo("reconfigure_failed");
    assertThat(failed.getList("steps[0].nodes.output")).containsExactly(output, null);
    assertThat(failed.getList("steps[0].nodes.detail")).containsExactly("Exit status 1.", null);
    assertThat(failed.getList("steps[0].drift.found")).containsExactly("absent");
    assertThat(failed.getString("steps[0].checked_at")).isEqualTo(NOW.plusMillis(1).toString());

    topics.publish(Outcomes.gatewayPushed(origin(revision, 2)));
    JsonPath done = awaitState("done");
    assertThat(done.getList("steps[0].nodes")).as("not known one by one").isEmpty();
    assertThat(done.getList("steps[0].drift")).isEmpty();
    assertThat(done.getString("steps[0].checked_at")).isEqualTo(NOW.plusMillis(2).toString());
  }

  @Test
  void startsWithoutNodesForNewSettings() {
    long revision = api.save();
    topics.publish(
        new GatewayConfigPushed(
            origin(revision, 1), "Applied.", 2, nodes(State.VERIFIED), List.of(STATEMENT)));
    awaitState("done");

    long next =
        api.put("{\"availability\": \"default_off\"}")
            .then()
            .extract()
            .jsonPath()
            .getLong("revision");
    topics.publish(new StepStarted(SetupStep.GATEWAY_CONFIGURATION, origin(next, 2)));

    JsonPath started = awaitState("in_progress");
    assertThat(started.getList("steps[0].nodes")).isEmpty();
    assertThat(started.getList("steps[0].drift")).isEmpty();
    assertThat(started.getString("steps[0].checked_at")).isNull();
  }

  /** 100 nodes are more than fits into a frame of HTTP or a page of the database. */
  @Test
  void showsManyFailedNodes() {
    long revision = api.save();
    List<NodeProgress> many =
        IntStream.range(0, 300)
            .mapToObj(i -> new NodeProgress("n" + i, State.FAILED, NOW, null, "x\n".repeat(9000)))
            .toList();
    topics.publish(new GatewayConfigProgressed(origin(revision, 1), "Rolling back.", many));

    JsonPath shown = awaitState("in_progress");

    assertThat(shown.getList("steps[0].nodes")).hasSize(NodeProgress.MAX_NODES);
    assertThat(shown.getList("steps[0].nodes.output", String.class).stream().filter(o -> o != null))
        .hasSize(NodeProgress.MAX_OUTPUTS);
  }

  /** What was reported is stored beside the other fields of a step, as it always was. */
  @Test
  void readsRowsOfAnEarlierVersion() {
    long revision = api.save();
    Difference session = new Difference("role_session", "43200 s", "3600 s", true);
    topics.publish(Outcomes.accessProvisioned(origin(revision, 1), List.of(session)));
    api.awaitSetup(setup -> setup.getString("steps[1].state").equals("done"));
    JsonPath before = api.setup();

    api.execute(
        "update setup set steps = (select jsonb_agg(step - 'created' - 'nodes')"
            + " from jsonb_array_elements(steps) step where step ? 'nodes' and step ? 'drift')");

    assertThat(api.setup().getList("steps[1].drift.what")).containsExactly("role_session");
    assertThat(api.setup().getMap("")).isEqualTo(before.getMap(""));
    topics.publish(Outcomes.accessProvisioned(origin(revision, 2)));
    api.awaitSetup(setup -> setup.getList("steps[1].drift").isEmpty());
  }

  private static List<NodeProgress> nodes(State state) {
    return List.of(
        new NodeProgress("gitlab-1", state, NOW), new NodeProgress("gitlab-2", state, NOW));
  }

  private JsonPath awaitState(String state) {
    return api.awaitSetup(setup -> setup.getString("steps[0].state").equals(state));
  }

  private Origin origin(long settingsRevision, long revision) {
    return new Origin(
        identity.instanceUid(), settingsRevision, revision, 1, NOW.plusMillis(revision));
  }
}
