package io.quartermaster.settings.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.settings.prerequisite.CheckResult.State;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupKind;
import io.quartermaster.settings.setup.StepFindings;
import io.quartermaster.settings.setup.StepProgress;
import io.quartermaster.settings.setup.StepState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AwsCheckTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final long REVISION = 3;

  @Test
  void isUnknownBeforeTheFirstSave() {
    CheckResult result =
        AwsCheck.check(new Setup(0, SetupKind.SET_UP, false, null, null, Map.of()));

    assertThat(result.state()).isEqualTo(State.UNKNOWN);
    assertThat(result.remedy()).contains("iam-provisioner", "docs/iam-permissions.md");
  }

  @Test
  void passesWhenTheStepIsDone() {
    CheckResult result = AwsCheck.check(setup(REVISION, StepState.DONE, null));

    assertThat(result.state()).isEqualTo(State.PASSED);
    assertThat(result.detail()).isEqualTo("Detail.");
  }

  @Test
  void ignoresOutcomesForPreviousSettings() {
    assertThat(AwsCheck.check(setup(REVISION - 1, StepState.DONE, null)).state())
        .isEqualTo(State.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(
      value = StepState.class,
      names = {"PENDING", "IN_PROGRESS"})
  void isUnknownWhileTheStepIsInProgress(StepState state) {
    assertThat(AwsCheck.check(setup(REVISION, state, null)).state()).isEqualTo(State.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "aws_credentials_missing,      REFUSED,     FAILED",
    "aws_credentials_rejected,     REFUSED,     FAILED",
    "wrong_aws_account,            REFUSED,     FAILED",
    "wrong_aws_partition,          REFUSED,     FAILED",
    "aws_access_denied,            REFUSED,     WARNING",
    "role_not_ours,                REFUSED,     WARNING",
    "aws_quota_reached,            REFUSED,     WARNING",
    "added_by_a_later_version,     REFUSED,     WARNING",
    "invalid_role_arn,             REFUSED,     UNKNOWN",
    "aws_partition_unsupported,    REFUSED,     UNKNOWN",
    "invalid_trust_policy,         REFUSED,     UNKNOWN",
    "aws_endpoint_unknown,         REFUSED,     UNKNOWN",
    "aws_unreachable,              UNAVAILABLE, UNKNOWN",
    "aws_throttled,                UNAVAILABLE, UNKNOWN",
    "role_or_provider_not_visible, UNAVAILABLE, UNKNOWN",
    "added_by_a_later_version,     UNAVAILABLE, UNKNOWN",
  })
  void classifiesTheFailureOfTheStep(String code, Failure.Kind kind, State state) {
    Failure failure = new Failure(kind, code, "Detail.", "Remedy.", null);

    CheckResult result = AwsCheck.check(setup(REVISION, StepState.FAILED, failure));

    assertThat(result.state()).isEqualTo(state);
    assertThat(result.detail()).endsWith("Detail.");
    assertThat(result.remedy()).isEqualTo("Remedy.");
  }

  @Test
  void isUnknownAfterADisconnect() {
    Setup disconnect = new Setup(REVISION, SetupKind.DISCONNECT, false, NOW, null, Map.of());

    assertThat(AwsCheck.check(disconnect).state()).isEqualTo(State.UNKNOWN);
  }

  private static Setup setup(long reportedOn, StepState state, Failure failure) {
    StepProgress iam =
        new StepProgress(
            SetupStep.IAM_ACCESS,
            reportedOn,
            1,
            state,
            NOW,
            1,
            "Detail.",
            failure,
            null,
            StepFindings.NONE,
            null,
            null,
            null,
            null);
    return new Setup(
        REVISION, SetupKind.SET_UP, false, NOW, null, Map.of(SetupStep.IAM_ACCESS, iam));
  }
}
