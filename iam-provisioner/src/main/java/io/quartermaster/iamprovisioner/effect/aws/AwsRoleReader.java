package io.quartermaster.iamprovisioner.effect.aws;

import static java.util.stream.Collectors.toSet;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.CallerIdentity;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.DesiredState;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import io.quartermaster.iamprovisioner.decision.policy.PermissionsPolicy;
import io.quartermaster.iamprovisioner.effect.aws.AwsCalls.AwsCallFailedException;
import io.quartermaster.step.StepFailedException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Reads one role with its trust policy, tags and policies, and only what the comparison needs: the
 * document of the inline policy only where it is desired, instance profiles only for a teardown.
 * Failures name this role.
 */
record AwsRoleReader(AwsCalls calls, IamClient iam, DesiredAccess desired) {
  private static final int AWS_DEFAULT_SESSION_SECONDS = 3600;

  /** Empty when there is no role of this name. */
  Optional<ObservedAccess.Role> read() {
    try {
      return calls
          .find(AwsAction.GET_ROLE, () -> iam.getRole(it -> it.roleName(desired.role().name())))
          .map(GetRoleResponse::role)
          .map(role -> observed(arn(role), role));
    } catch (AwsCallFailedException e) {
      throw new StepFailedException(AwsErrors.failure(e.action(), e.answer(), desired));
    }
  }

  private RoleArn arn(Role role) {
    RoleArn arn;
    try {
      arn = RoleArn.of(AwsAccessReader.text(role.arn()));
    } catch (IllegalArgumentException e) {
      // For a moment after its creation a role can show its unique ID instead of its ARN.
      throw new StepFailedException(AwsErrors.notVisible(AwsAction.GET_ROLE, desired));
    }
    AwsAccessReader.checkAccount(
        new CallerIdentity(arn.partition(), arn.accountId()), desired.role());
    return arn;
  }

  /** Path and name are taken from the ARN, which every server returns. */
  private ObservedAccess.Role observed(RoleArn arn, Role role) {
    Integer seconds = role.maxSessionDuration();
    AttachedPermissionsBoundary boundary = role.permissionsBoundary();
    Set<String> inline = inlinePolicies(arn.name());
    return new ObservedAccess.Role(
        arn.path(),
        arn.name(),
        new ObservedAccess.RoleSettings(
            AwsAccessReader.decoded(AwsAccessReader.text(role.assumeRolePolicyDocument())),
            AwsAccessReader.text(role.description()),
            seconds == null ? AWS_DEFAULT_SESSION_SECONDS : seconds,
            boundary == null ? null : boundary.permissionsBoundaryArn(),
            AwsAccessReader.tags(role.tags())),
        new ObservedAccess.RolePolicies(
            inline, attachedPolicies(arn.name()), document(arn.name(), inline)),
        instanceProfiles(arn.name()));
  }

  private Set<String> inlinePolicies(String roleName) {
    return list(
        AwsAction.LIST_POLICIES,
        () -> iam.listRolePoliciesPaginator(it -> it.roleName(roleName)).policyNames().stream());
  }

  private Set<String> attachedPolicies(String roleName) {
    return list(
        AwsAction.LIST_ATTACHED_POLICIES,
        () ->
            iam
                .listAttachedRolePoliciesPaginator(it -> it.roleName(roleName))
                .attachedPolicies()
                .stream()
                .map(AttachedPolicy::policyArn));
  }

  private Set<String> instanceProfiles(String roleName) {
    return desired.state() != DesiredState.ABSENT
        ? Set.of()
        : list(
            AwsAction.LIST_INSTANCE_PROFILES,
            () ->
                iam
                    .listInstanceProfilesForRolePaginator(it -> it.roleName(roleName))
                    .instanceProfiles()
                    .stream()
                    .map(InstanceProfile::instanceProfileName));
  }

  /** All pages. */
  private Set<String> list(AwsAction action, Supplier<Stream<String>> pages) {
    return calls.find(action, () -> pages.get().collect(toSet())).orElseGet(Set::of);
  }

  private @Nullable String document(String roleName, Set<String> inline) {
    boolean needed =
        desired.state() == DesiredState.PRESENT
            && desired.grant() instanceof Grant.Inline
            && inline.contains(PermissionsPolicy.INLINE_NAME);
    return !needed
        ? null
        : calls
            .find(
                AwsAction.GET_POLICY,
                () ->
                    iam.getRolePolicy(
                        it -> it.roleName(roleName).policyName(PermissionsPolicy.INLINE_NAME)))
            .map(found -> AwsAccessReader.decoded(found.policyDocument()))
            .orElse(null);
  }
}
