package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;
import java.util.Optional;

/** Whose credentials we have. */
public record CallerIdentity(String partition, String accountId) {

  /**
   * The guard before anything else: a role is read and written by its name, so with credentials of
   * another account we would change somebody else's.
   */
  public Optional<Refusal> refusalFor(RoleArn role) {
    if (!accountId.equals(role.accountId())) {
      return Optional.of(
          new Refusal(
              "wrong_aws_account",
              "The role ARN names AWS account %s, but the provisioner's credentials belong to account %s."
                  .formatted(role.accountId(), accountId),
              "Give the provisioner credentials of account %s, or save a role ARN of account %s."
                  .formatted(role.accountId(), accountId)));
    }
    if (!partition.equals(role.partition())) {
      return Optional.of(
          new Refusal(
              "wrong_aws_partition",
              "The role ARN names partition %s (account %s), but the provisioner's credentials belong to partition %s (account %s)."
                  .formatted(role.partition(), role.accountId(), partition, accountId),
              "Give the provisioner credentials of partition %s, or save a role ARN of partition %s."
                  .formatted(role.partition(), partition)));
    }
    return Optional.empty();
  }
}
