package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Plans the deletion of everything that carries the ownership tag, in the order that AWS demands: a
 * role with policies or in an instance profile cannot be deleted. The current role is deleted
 * first, then the previous ones, and the provider last. What is left unchanged is reported with the
 * reason.
 */
record Teardown(DesiredAccess desired, Findings findings) {

  void compare(ObservedAccess observed) {
    compareRole(
        DriftKind.ROLE, desired.role(), observed.role(), desired::isOwner, desired.tagged().role());
    for (PreviousResources.Role previous : desired.target().reachablePreviousRoles()) {
      compareRole(
          DriftKind.PREVIOUS_ROLE,
          previous.arn(),
          observed.previousRoles().get(previous.arn()),
          uid -> uid.equals(previous.instanceUid()) || desired.isOwner(uid),
          false);
    }
    ProviderComparison providers = new ProviderComparison(desired, Mode.MANAGE, findings);
    compareProvider(observed.provider(), providers);
    providers.comparePrevious(observed.previousProviders());
  }

  private void compareRole(
      DriftKind kind,
      RoleArn arn,
      ObservedAccess.@Nullable Role role,
      Predicate<String> isOwner,
      boolean tagged) {
    if (role == null) {
      return;
    }
    Optional<String> reason =
        role.path().equals(arn.path()) && role.name().equals(arn.name())
            ? Refusals.reasonToKeep(role.owner(), isOwner, tagged)
            : Optional.of("under another path or letter case, as role" + role.path() + role.name());
    if (reason.isPresent()) {
      findings.keep(kind, arn.text(), reason.get());
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
    Optional<String> reason = comparison.reasonToKeep(provider, desired.tagged().provider());
    if (reason.isEmpty()) {
      remove(DriftKind.PROVIDER, new AccessStep.DeleteProvider(arn));
      return;
    }
    findings.keep(DriftKind.PROVIDER, arn, reason.get());
    if (comparison.isOwned(provider) && provider.audiences().contains(desired.audience())) {
      findings.remove(
          true,
          DriftKind.PROVIDER_AUDIENCE,
          desired.audience(),
          new AccessStep.RemoveAudience(arn, desired.audience()));
    }
  }

  private void remove(DriftKind kind, AccessStep step) {
    findings.remove(true, kind, step.subject(), step);
  }
}
