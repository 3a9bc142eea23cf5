package io.quartermaster.settings.setup;

import static io.quartermaster.settings.SettingsApi.ARN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.contracts.Topic;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class SetupResourceIT {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

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
  void showsFivePendingStepsBeforeTheFirstSave() {
    JsonPath setup = api.setup();

    assertThat(setup.getString("state")).isEqualTo("not_started");
    assertThat(setup.getLong("revision")).isZero();
    assertThat(setup.getList("steps.name"))
        .containsExactly(
            "gateway_configuration",
            "iam_access",
            "service_account",
            "oauth_application",
            "project_memberships");
    assertThat(setup.getList("steps.state")).containsOnly("pending");
    assertThat(setup.getList("steps.since")).containsOnlyNulls();
  }

  @Test
  void becomesReadyWithTheOutcomes() {
    long revision = api.save();
    assertThat(api.setup().getString("state")).isEqualTo("in_progress");

    allDone(revision).forEach(topics::publish);

    JsonPath ready = api.awaitSetup(setup -> setup.getString("state").equals("ready"));
    assertThat(ready.getList("steps.state")).containsOnly("done");
    assertThat(ready.getString("ready_at")).isEqualTo(NOW.plusMillis(1).toString());
    api.get().then().body("ready", equalTo(true));
    api.put(ARN, Availability.DEFAULT_ON, false).then().body("ready", equalTo(true));
  }

  @Test
  void showsTheTraceOfTheNewestOutcome() {
    long revision = api.save();
    GatewayConfigPushed pushed = Outcomes.gatewayPushed(origin(revision, 1, 1));
    Map<String, String> headers =
        new HashMap<>(TestTopics.headers(pushed, UUID.randomUUID().toString()));
    headers.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    topics.publish(Topic.OUTCOME_EVENTS, pushed.aggregate(), headers, EventJson.write(pushed));

    assertThat(awaitState(0, "done").getString("steps[0].trace_id"))
        .isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(api.setup().getString("steps[1].trace_id")).isNull();
  }

  @Test
  void restartsWithNewSettingsAndIgnoresOutcomesForPreviousOnes() {
    long old = api.save();
    allDone(old).forEach(topics::publish);
    api.awaitSetup(setup -> setup.getString("state").equals("ready"));

    api.put(ARN, Availability.NEVER_ON, false).then().statusCode(200).body("ready", equalTo(false));
    // Its key differs from the next one, so it could be consumed later.
    api.awaitConsumed(topics.publish(Outcomes.gatewayPushed(origin(old, 99, 1))));
    topics.publish(new StepStarted(SetupStep.IAM_ACCESS, origin(old + 1, 2, 1)));

    JsonPath setup = awaitState(1, "in_progress");
    assertThat(setup.getList("steps.state"))
        .containsExactly("pending", "in_progress", "pending", "pending", "pending");
    allDone(old + 1).forEach(topics::publish);
    topics.publish(Outcomes.accessProvisioned(origin(old + 1, 3, 1)));
    api.awaitSetup(ready -> ready.getString("state").equals("ready"));
  }

  @Test
  void showsAFailureWithItsRemedyAndTheNextAttempt() {
    long revision = api.save();
    Instant next = NOW.plusSeconds(8);
    topics.publish(new StepStarted(SetupStep.IAM_ACCESS, origin(revision, 1, 1)));
    topics.publish(
        new IamAccessFailed(
            origin(revision, 2, 3),
            new Failure(
                Failure.Kind.UNAVAILABLE, "aws_unreachable", "AWS did not answer.", "Wait.", next),
            null));

    JsonPath setup = api.awaitSetup(now -> now.getInt("steps[1].attempts") == 3);

    assertThat(setup.getString("state")).isEqualTo("in_progress");
    assertThat(setup.getString("steps[1].state")).isEqualTo("in_progress");
    assertThat(setup.getString("steps[1].since")).isEqualTo(NOW.plusMillis(1).toString());
    assertThat(setup.getString("steps[1].detail")).isEqualTo("AWS did not answer.");
    assertThat(setup.getString("steps[1].remedy")).isEqualTo("Wait.");
    assertThat(setup.getString("steps[1].next_attempt_at")).isEqualTo(next.toString());
    assertThat(setup.getString("steps[1].last_error.code")).isEqualTo("aws_unreachable");
    assertThat(setup.getString("steps[1].last_error.kind")).isEqualTo("unavailable");
  }

  @Test
  void retriesAFailedStepWhenTheSameSettingsAreSaved() {
    long revision = api.save();
    topics.publish(failed(revision, 1));
    JsonPath failed = api.awaitSetup(setup -> setup.getString("state").equals("failed"));
    assertThat(failed.getString("steps[1].state")).isEqualTo("failed");
    assertThat(failed.getString("steps[1].remedy")).isEqualTo("Name a role of account 1.");

    api.put(ARN, Availability.DEFAULT_ON, false)
        .then()
        .statusCode(200)
        .body("revision", equalTo((int) revision + 1));

    assertThat(api.setup().getString("state")).isEqualTo("in_progress");
    assertThat(api.setup().getList("steps.state")).containsOnly("pending");
  }

  @Test
  void ignoresDuplicatesAndOutcomesOutOfOrder() {
    long revision = api.save();
    String id = UUID.randomUUID().toString();
    IamAccessProvisioned done = Outcomes.accessProvisioned(origin(revision, 5, 2));
    topics.publish(done, id);
    awaitState(1, "done");
    JsonPath before = api.setup();

    topics.publish(done, id);
    topics.publish(done);
    topics.publish(failed(revision, 4));
    topics.publish(new StepStarted(SetupStep.IAM_ACCESS, origin(revision, 1, 1)));
    fence(revision);

    assertThat(api.setup().getMap("steps[1]")).isEqualTo(before.getMap("steps[1]"));
  }

  @Test
  void showsTheProgressOfTheMemberships() {
    long revision = api.save();
    topics.publish(Outcomes.memberships(origin(revision, 1, 1), 3, 0));
    JsonPath counting = awaitState(4, "in_progress");
    assertThat(counting.getString("steps[4].detail")).contains("2", "3");

    topics.publish(Outcomes.memberships(origin(revision, 2, 1), 0, 1));
    assertThat(awaitState(4, "failed").getString("steps[4].remedy")).isNotBlank();

    topics.publish(Outcomes.memberships(origin(revision, 3, 1), 0, 0));
    assertThat(awaitState(4, "done").getString("steps[4].last_error")).isNull();
  }

  @Test
  void deadLettersAnUnreadableOutcomeAndAppliesTheNext() {
    long revision = api.save();
    GatewayConfigPushed good = Outcomes.gatewayPushed(origin(revision, 1, 1));
    String id = UUID.randomUUID().toString();

    topics.publish(
        Topic.OUTCOME_EVENTS,
        good.aggregate(),
        TestTopics.headers(good, id),
        "{\"origin\": 1}".getBytes(UTF_8));
    topics.publish(good);

    awaitState(0, "done");
    topics.await(
        Topic.SETTINGS_SERVICE_DEAD_LETTERS, letter -> good.aggregate().equals(letter.key()));
  }

  /** Waits until all before it was consumed: records of one key are consumed in their order. */
  private void fence(long revision) {
    api.awaitConsumed(topics.publish(failed(revision, 3)));
  }

  private JsonPath awaitState(int step, String state) {
    return api.awaitSetup(
        setup -> setup.getString("steps[%d].state".formatted(step)).equals(state));
  }

  private List<OutcomeEvent> allDone(long revision) {
    Origin origin = origin(revision, 1, 1);
    return List.of(
        Outcomes.gatewayPushed(origin),
        Outcomes.accessProvisioned(origin),
        Outcomes.accountReady(origin),
        Outcomes.appRegistered(origin),
        Outcomes.memberships(origin, 0, 0));
  }

  private IamAccessFailed failed(long revision, long outcome) {
    return new IamAccessFailed(
        origin(revision, outcome, 1),
        new Failure(
            Failure.Kind.REFUSED,
            "wrong_aws_account",
            "The role is in account 2.",
            "Name a role of account 1.",
            null),
        null);
  }

  private Origin origin(long settingsRevision, long revision, int attempt) {
    return new Origin(
        identity.instanceUid(), settingsRevision, revision, attempt, NOW.plusMillis(revision));
  }
}
