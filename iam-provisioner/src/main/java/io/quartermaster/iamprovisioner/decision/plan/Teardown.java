package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Plans the deletion of everything that carries the ownership tag, in the order that AWS demands: a
 * role with policies or in an instance profile cannot be deleted. The current role is deleted
 * first, then the previous ones, and the provider last. Resources without the tag are reported and
 * left unchanged.
 */
record Teardown(DesiredAccess desired, Findings findings) {

  void compare(ObservedAccess observed) {
    compareRole(DriftKind.ROLE, desired.role(), observed.role(), desired::isOwner);
    for (PreviousResources.Role previous : desired.target().reachablePreviousRoles()) {
      compareRole(
          DriftKind.PREVIOUS_ROLE,
          previous.arn(),
          observed.previousRoles().get(previous.arn()),
          uid -> uid.equals(previous.instanceUid()) || desired.isOwner(uid));
    }
    ProviderComparison providers = new ProviderComparison(desired, Mode.MANAGE, findings);
    compareProvider(observed.provider(), providers);
    providers.comparePrevious(observed.previousProviders());
  }

  private void compareRole(
      DriftKind kind, RoleArn arn, ObservedAccess.@Nullable Role role, Predicate<String> isOwner) {
    if (role == null) {
      return;
    }
    boolean exact = role.path().equals(arn.path()) && role.name().equals(arn.name());
    if (!exact || role.owner().filter(isOwner).isEmpty()) {
      findings.reportWithoutOwnershipTag(kind, arn.text());
      return;
    }
    String name = arn.name();
    for (String policy : new TreeSet<>(role.policies().inline())) {
      remove(kind, new AccessStep.DeletePolicy(name, policy));
    }
    for (String attached : new TreeSet<>(role.policies().attached())) {
      remove(kind, new AccessStep.DetachPolicy(name, attached));
    }
    for (String profile : new TreeSet<>(role.instanceProfiles())) {
      remove(kind, new AccessStep.RemoveFromInstanceProfile(name, profile));
    }
    remove(kind, new AccessStep.DeleteRole(name));
  }

  private void compareProvider(
      ObservedAccess.@Nullable Provider provider, ProviderComparison comparison) {
    if (provider == null) {
      return;
    }
    String arn = desired.providerArn();
    String audience = desired.audience();
    if (!comparison.isOwned(provider)) {
      findings.reportWithoutOwnershipTag(DriftKind.PROVIDER, arn);
    } else if (comparison.hasNoForeignAudience(provider)) {
      remove(DriftKind.PROVIDER, new AccessStep.DeleteProvider(arn));
    } else if (provider.audiences().contains(audience)) {
      findings.remove(
          true,
          DriftKind.PROVIDER_AUDIENCE,
          audience,
          new AccessStep.RemoveAudience(arn, audience));
    }
  }

  private void remove(DriftKind kind, AccessStep step) {
    findings.remove(true, kind, step.subject(), step);
  }
}
