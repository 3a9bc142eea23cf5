package io.quartermaster.iamprovisioner.effect.aws;

import static java.util.stream.Collectors.toSet;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.Wanted;
import io.quartermaster.iamprovisioner.decision.policy.Grant;
import io.quartermaster.iamprovisioner.decision.policy.PermissionsPolicy;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.InstanceProfile;

/**
 * Reads what belongs to a role, and of that only what the comparison needs: the text of our inline
 * policy only where it is wanted, instance profiles only where the role shall go. Lists are read to
 * their end: IAM may answer short pages.
 */
record AwsPolicyReader(AwsCalls calls, IamClient iam, DesiredAccess desired) {

  ObservedAccess.RolePolicies policies(String roleName) {
    Set<String> inline = inline(roleName);
    return new ObservedAccess.RolePolicies(inline, attached(roleName), ours(roleName, inline));
  }

  Set<String> instanceProfiles(String roleName) {
    if (desired.wanted() != Wanted.ABSENT) {
      return Set.of();
    }
    return calls
        .find(
            AwsAction.LIST_INSTANCE_PROFILES,
            () ->
                iam
                    .listInstanceProfilesForRolePaginator(ask -> ask.roleName(roleName))
                    .instanceProfiles()
                    .stream()
                    .map(InstanceProfile::instanceProfileName)
                    .collect(toSet()))
        .orElseGet(Set::of);
  }

  private Set<String> inline(String roleName) {
    return calls
        .find(
            AwsAction.LIST_POLICIES,
            () ->
                iam.listRolePoliciesPaginator(ask -> ask.roleName(roleName)).policyNames().stream()
                    .collect(toSet()))
        .orElseGet(Set::of);
  }

  private Set<String> attached(String roleName) {
    return calls
        .find(
            AwsAction.LIST_ATTACHED_POLICIES,
            () ->
                iam
                    .listAttachedRolePoliciesPaginator(ask -> ask.roleName(roleName))
                    .attachedPolicies()
                    .stream()
                    .map(AttachedPolicy::policyArn)
                    .collect(toSet()))
        .orElseGet(Set::of);
  }

  private @Nullable String ours(String roleName, Set<String> inline) {
    boolean needed =
        desired.wanted() == Wanted.PRESENT
            && desired.grant() instanceof Grant.Inline
            && inline.contains(PermissionsPolicy.INLINE_NAME);
    return needed ? document(roleName).orElse(null) : null;
  }

  private Optional<String> document(String roleName) {
    return calls
        .find(
            AwsAction.GET_POLICY,
            () ->
                iam.getRolePolicy(
                    ask -> ask.roleName(roleName).policyName(PermissionsPolicy.INLINE_NAME)))
        .map(found -> AwsAccessReader.decoded(found.policyDocument()));
  }
}
