package io.quartermaster.iamprovisioner.effect.aws;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.aws.RoleArn.Parsed;
import io.quartermaster.iamprovisioner.decision.CallerIdentity;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.Refusal;
import io.quartermaster.iamprovisioner.effect.Setback;
import io.quartermaster.iamprovisioner.effect.aws.AwsCalls.AwsCallFailedException;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Reads one role with its trust, tags and policies. Whatever goes wrong is said in words that name
 * this role.
 */
record AwsRoleReader(AwsCalls calls, IamClient iam, DesiredAccess desired) {
  private static final int AWS_DEFAULT_SESSION_SECONDS = 3600;

  /** What a look at one role tells. */
  sealed interface Look {
    /** AWS has it. */
    record Seen(ObservedAccess.Role role) implements Look {}

    /** AWS has none of that name. */
    record Missing() implements Look {}

    /** It cannot be told. */
    record NotNow(Setback why) implements Look {}
  }

  Look look() {
    try {
      return calls
          .find(AwsAction.GET_ROLE, () -> iam.getRole(ask -> ask.roleName(desired.role().name())))
          .map(GetRoleResponse::role)
          .map(this::seen)
          .orElseGet(Look.Missing::new);
    } catch (AwsCallFailedException e) {
      return new Look.NotNow(AwsErrors.setback(e.action(), e.answer(), desired));
    }
  }

  private Look seen(Role role) {
    if (!(RoleArn.parse(AwsAccessReader.text(role.arn())) instanceof Parsed.Valid(RoleArn found))) {
      // For a moment after its creation a role can show its unique id instead of its ARN.
      return new Look.NotNow(AwsErrors.notVisible(AwsAction.GET_ROLE, desired));
    }
    Optional<Refusal> wrongAccount =
        new CallerIdentity(found.partition(), found.accountId()).refusalFor(desired.role());
    return wrongAccount.isPresent()
        ? new Look.NotNow(new Setback.Refused(wrongAccount.get()))
        : new Look.Seen(observed(found, role));
  }

  /** Path and name as its ARN has them: that is there in every answer. */
  private ObservedAccess.Role observed(RoleArn arn, Role role) {
    AwsPolicyReader policies = new AwsPolicyReader(calls, iam, desired);
    Integer seconds = role.maxSessionDuration();
    AttachedPermissionsBoundary boundary = role.permissionsBoundary();
    return new ObservedAccess.Role(
        arn.path(),
        arn.name(),
        new ObservedAccess.RoleSettings(
            AwsAccessReader.decoded(AwsAccessReader.text(role.assumeRolePolicyDocument())),
            AwsAccessReader.text(role.description()),
            seconds == null ? AWS_DEFAULT_SESSION_SECONDS : seconds,
            boundary == null ? null : boundary.permissionsBoundaryArn(),
            AwsAccessReader.tags(role.tags())),
        policies.policies(arn.name()),
        policies.instanceProfiles(arn.name()));
  }
}
