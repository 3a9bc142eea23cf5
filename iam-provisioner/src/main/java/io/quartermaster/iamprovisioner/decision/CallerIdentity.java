package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.step.StepFailure;
import java.util.Optional;

/** The owner of the AWS credentials. */
public record CallerIdentity(String partition, String accountId) {

  /**
   * Checked before any other call: roles are read and written by name, so with credentials of
   * another account a foreign role would be changed.
   */
  public Optional<StepFailure> mismatchWith(RoleArn role) {
    if (!accountId.equals(role.accountId())) {
      return Optional.of(
          new StepFailure.Refused(
              FailureCodes.WRONG_AWS_ACCOUNT,
              "The role ARN names AWS account %s, but the credentials of iam-provisioner belong to account %s."
                  .formatted(role.accountId(), accountId),
              "Configure AWS credentials of account %s for iam-provisioner, or save a role ARN of account %s."
                  .formatted(role.accountId(), accountId)));
    }
    if (!partition.equals(role.partition())) {
      return Optional.of(
          new StepFailure.Refused(
              FailureCodes.WRONG_AWS_PARTITION,
              "The role ARN names partition %s (account %s), but the credentials of iam-provisioner belong to partition %s (account %s)."
                  .formatted(role.partition(), role.accountId(), partition, accountId),
              "Configure AWS credentials of partition %s for iam-provisioner, or save a role ARN of partition %s."
                  .formatted(role.partition(), partition)));
    }
    return Optional.empty();
  }
}
