package io.quartermaster.settings.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The drift of the step iam_access. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class SetupDriftIT {

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
  void showsTheDriftAndTheTimeOfTheCheck() {
    long revision = api.save();
    topics.publish(new StepStarted(SetupStep.IAM_ACCESS, origin(revision, 1, 1)));
    assertThat(awaitState(1, "in_progress").getString("steps[1].checked_at")).isNull();

    topics.publish(
        Outcomes.accessProvisioned(
            origin(revision, 2, 1),
            List.of(
                new Difference("role_session", "43200 s", "3600 s", true),
                new Difference("role_other_inline_policy", "none", "\"odd\", name", false))));

    JsonPath seen = awaitState(1, "done");
    assertThat(seen.getString("steps[1].checked_at")).isEqualTo(NOW.plusMillis(2).toString());
    assertThat(seen.getList("steps[1].drift"))
        .containsExactly(
            Map.of(
                "what", "role_session",
                "expected", "43200 s",
                "found", "3600 s",
                "repaired", true),
            Map.of(
                "what", "role_other_inline_policy",
                "expected", "none",
                "found", "\"odd\", name",
                "repaired", false));
    assertThat(seen.getList("steps[0].drift")).isEmpty();

    topics.publish(Outcomes.accessProvisioned(origin(revision, 3, 2)));
    JsonPath clean = api.awaitSetup(setup -> setup.getList("steps[1].drift").isEmpty());
    assertThat(clean.getString("steps[1].checked_at")).isEqualTo(NOW.plusMillis(3).toString());
  }

  @Test
  void showsTheDriftOfAFailedStep() {
    long revision = api.save();
    topics.publish(
        new IamAccessFailed(
            origin(revision, 1, 1),
            new Failure(Failure.Kind.REFUSED, "access_differs", "AWS differs.", "Change it.", null),
            List.of(new Difference("provider", "arn", "none", false))));

    JsonPath failed = awaitState(1, "failed");

    assertThat(failed.getList("steps[1].drift.what")).containsExactly("provider");
    assertThat(failed.getList("steps[1].drift.repaired")).containsExactly(false);
    assertThat(failed.getString("steps[1].last_error.code")).isEqualTo("access_differs");
  }

  private JsonPath awaitState(int step, String state) {
    return api.awaitSetup(
        setup -> setup.getString("steps[%d].state".formatted(step)).equals(state));
  }

  private Origin origin(long settingsRevision, long revision, int attempt) {
    return new Origin(
        identity.instanceUid(), settingsRevision, revision, attempt, NOW.plusMillis(revision));
  }
}
