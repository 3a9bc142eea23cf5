package io.quartermaster.settings.prerequisite;

import static io.quartermaster.settings.prerequisite.Prerequisite.AWS_CREDENTIALS;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.StepProgress;
import io.quartermaster.settings.setup.StepState;
import java.util.Set;

/**
 * Whether the AWS credentials are valid and belong to the account and partition of the role ARN.
 * Only iam-provisioner has any, so the result is its last outcome: before its first change it asks
 * AWS to whom they belong.
 */
final class AwsCheck {

  /** The credentials are the cause. */
  private static final Set<String> CREDENTIALS =
      Set.of(
          FailureCodes.AWS_CREDENTIALS_MISSING,
          FailureCodes.AWS_CREDENTIALS_REJECTED,
          FailureCodes.WRONG_AWS_ACCOUNT,
          FailureCodes.WRONG_AWS_PARTITION);

  /**
   * Refused before AWS accepted the credentials. Every other code, known or new, is a refusal by
   * AWS or of a change in AWS: the credentials are valid.
   */
  private static final Set<String> BEFORE_CREDENTIALS =
      Set.of(
          FailureCodes.INVALID_ROLE_ARN,
          FailureCodes.AWS_PARTITION_UNSUPPORTED,
          FailureCodes.INVALID_PROVIDER_URL,
          FailureCodes.INVALID_AUDIENCE,
          FailureCodes.INVALID_INSTANCE_UID,
          FailureCodes.INVALID_ROLE_DESCRIPTION,
          FailureCodes.INVALID_PERMISSIONS_BOUNDARY,
          FailureCodes.INVALID_TRUST_POLICY,
          FailureCodes.AWS_ENDPOINT_UNKNOWN);

  private AwsCheck() {}

  static CheckResult check(Setup setup) {
    if (setup.revision() == 0) {
      return AWS_CREDENTIALS.unknown(
          "Unknown before the first set-up: only iam-provisioner has AWS credentials and has not"
              + " used them yet.",
          "Provide iam-provisioner with credentials of the AWS account of the role, with the"
              + " permissions in docs/iam-permissions.md, then save the settings.");
    }
    return setup.steps().stream()
        .filter(step -> step.step() == SetupStep.IAM_ACCESS)
        .findFirst()
        .map(AwsCheck::result)
        .orElseGet(
            () ->
                AWS_CREDENTIALS.unknown(
                    "The instance is disconnected; the disconnect does not use AWS credentials.",
                    "Connect the instance again to check the credentials."));
  }

  private static CheckResult result(StepProgress step) {
    Failure failure = step.failure();
    if (failure != null) {
      return result(failure);
    }
    return step.state() == StepState.DONE
        ? AWS_CREDENTIALS.passed(step.detail())
        : AWS_CREDENTIALS.unknown(
            "iam-provisioner has not published an outcome for the current settings yet.",
            "Wait for the step iam_access of the set-up, then check again.");
  }

  private static CheckResult result(Failure failure) {
    if (CREDENTIALS.contains(failure.code())) {
      return AWS_CREDENTIALS.failed(failure.detail(), failure.remedy());
    }
    return failure.kind() == Failure.Kind.UNAVAILABLE || BEFORE_CREDENTIALS.contains(failure.code())
        ? AWS_CREDENTIALS.unknown(failure.detail(), failure.remedy())
        : AWS_CREDENTIALS.warning(
            "The credentials are valid, but the step failed for another reason: "
                + failure.detail(),
            failure.remedy());
  }
}
