package io.quartermaster.settings.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.settings.prerequisite.Finding.State;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupKind;
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
  void beforeTheFirstSaveNobodyKnows() {
    Finding finding = AwsCheck.check(new Setup(0, SetupKind.SET_UP, null, null, Map.of()));

    assertThat(finding.state()).isEqualTo(State.UNKNOWN);
    assertThat(finding.remedy()).contains("iam-provisioner", "docs/iam-permissions.md");
  }

  @Test
  void aStepThatIsDoneHadTheRightCredentials() {
    Finding finding = AwsCheck.check(setup(REVISION, StepState.DONE, null));

    assertThat(finding.state()).isEqualTo(State.PASSED);
    assertThat(finding.found()).isEqualTo("Detail.");
  }

  @Test
  void whatWasReportedOnOlderSettingsDoesNotCount() {
    assertThat(AwsCheck.check(setup(REVISION - 1, StepState.DONE, null)).state())
        .isEqualTo(State.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(
      value = StepState.class,
      names = {"PENDING", "IN_PROGRESS"})
  void aStepThatIsUnderWayHasNotSaid(StepState state) {
    assertThat(AwsCheck.check(setup(REVISION, state, null)).state()).isEqualTo(State.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "aws_credentials_missing,  FAILED",
    "aws_credentials_rejected, FAILED",
    "wrong_aws_account,        FAILED",
    "wrong_aws_partition,      FAILED",
    "aws_access_denied,        WARNING",
    "role_not_ours,            WARNING",
    "aws_quota_reached,        WARNING",
    "aws_unreachable,          UNKNOWN",
    "aws_throttled,            UNKNOWN",
    "something_newer,          UNKNOWN",
  })
  void theCodeOfTheFailureDecides(String code, State state) {
    Failure failure = new Failure(Failure.Kind.REFUSED, code, "Why.", "What to do.", null);

    Finding finding = AwsCheck.check(setup(REVISION, StepState.FAILED, failure));

    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.found()).endsWith("Why.");
    assertThat(finding.remedy()).isEqualTo("What to do.");
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
            null,
            null);
    return new Setup(REVISION, SetupKind.SET_UP, NOW, null, Map.of(SetupStep.IAM_ACCESS, iam));
  }
}
