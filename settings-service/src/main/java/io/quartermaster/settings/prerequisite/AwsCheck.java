package io.quartermaster.settings.prerequisite;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.StepProgress;
import io.quartermaster.settings.setup.StepState;
import java.util.Set;

/**
 * Whether there are AWS credentials of the ARN's account and partition. Only iam-provisioner has
 * any, so the answer is what it last reported: it asks AWS whose they are before it does anything.
 */
final class AwsCheck {

  /** What iam-provisioner says when the credentials themselves are the trouble. */
  private static final Set<String> CREDENTIALS =
      Set.of(
          "aws_credentials_missing",
          "aws_credentials_rejected",
          "wrong_aws_account",
          "wrong_aws_partition");

  /** What it says when it got past that question, and something else is the trouble. */
  private static final Set<String> BEYOND =
      Set.of(
          "access_differs",
          "aws_access_denied",
          "aws_rejected",
          "policy_not_attachable",
          "provider_not_ours",
          "provider_of_another_instance",
          "role_created_by_hand",
          "role_not_ours",
          "role_of_another_instance",
          "role_under_another_path",
          "role_unmodifiable",
          "trust_principal_unknown",
          "trust_policy_rejected",
          "permissions_policy_rejected",
          "aws_quota_reached",
          "issuer_unreachable");

  private static final String WAIT = "Wait for the step iam_access of the set-up, then look again.";

  private AwsCheck() {}

  static Finding check(Setup setup) {
    if (setup.revision() == 0) {
      return unknown(
          "Not known before the first set-up: only iam-provisioner has AWS credentials, and it has"
              + " not used them yet.",
          "Give iam-provisioner credentials of the AWS account of the role, with the permissions of"
              + " docs/iam-permissions.md, then save the settings.");
    }
    return setup.steps().stream()
        .filter(step -> step.step() == SetupStep.IAM_ACCESS)
        .findFirst()
        .map(AwsCheck::reported)
        .orElseThrow();
  }

  private static Finding reported(StepProgress step) {
    Failure failure = step.failure();
    if (failure != null) {
      return failed(failure);
    }
    return step.state() == StepState.DONE
        ? Finding.passed(Prerequisite.AWS_CREDENTIALS, step.detail())
        : unknown("iam-provisioner has not reported on the present settings yet.", WAIT);
  }

  private static Finding failed(Failure failure) {
    if (CREDENTIALS.contains(failure.code())) {
      return Finding.failed(Prerequisite.AWS_CREDENTIALS, failure.detail(), failure.remedy());
    }
    return BEYOND.contains(failure.code())
        ? Finding.warning(
            Prerequisite.AWS_CREDENTIALS,
            "The credentials are of the right account; the step stopped at something else: "
                + failure.detail(),
            failure.remedy())
        : unknown(failure.detail(), failure.remedy());
  }

  private static Finding unknown(String found, String remedy) {
    return Finding.unknown(Prerequisite.AWS_CREDENTIALS, found, remedy);
  }
}
