package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DeletePolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DeleteProvider;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DeleteRole;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DetachPolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.RemoveAudience;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.RemoveFromInstanceProfile;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Plans the deletion of everything that carries the ownership tag, in the order that AWS demands: a
 * role with policies or in an instance profile cannot be deleted. The current role is deleted
 * first, then the previous ones, and the provider last. Resources without the tag are reported and
 * left unchanged.
 */
record Teardown(DesiredAccess desired) {

  void compare(Findings findings, ObservedAccess observed) {
    compareRole(findings, DriftKind.ROLE, desired.role(), observed.role(), desired::isOwner);
    for (PreviousResources.Role previous : desired.target().reachablePreviousRoles()) {
      compareRole(
          findings,
          DriftKind.PREVIOUS_ROLE,
          previous.arn(),
          observed.previousRoles().get(previous.arn()),
          uid -> uid.equals(previous.instanceUid()) || desired.isOwner(uid));
    }
    compareProvider(findings, observed.provider());
    new ProviderComparison(desired, Mode.MANAGE)
        .comparePrevious(findings, observed.previousProviders());
  }

  private static void compareRole(
      Findings findings,
      DriftKind kind,
      RoleArn arn,
      ObservedAccess.@Nullable Role role,
      Predicate<String> isOwner) {
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
      remove(findings, kind, new DeletePolicy(name, policy));
    }
    for (String attached : new TreeSet<>(role.policies().attached())) {
      remove(findings, kind, new DetachPolicy(name, attached));
    }
    for (String profile : new TreeSet<>(role.instanceProfiles())) {
      remove(findings, kind, new RemoveFromInstanceProfile(name, profile));
    }
    remove(findings, kind, new DeleteRole(name));
  }

  private static void remove(Findings findings, DriftKind kind, AccessStep step) {
    findings.repair(kind, Drift.NONE, step.subject(), step);
  }

  private void compareProvider(Findings findings, ObservedAccess.@Nullable Provider provider) {
    if (provider == null) {
      return;
    }
    ProviderComparison comparison = new ProviderComparison(desired, Mode.MANAGE);
    String arn = desired.providerArn();
    if (!comparison.isOwned(provider)) {
      findings.reportWithoutOwnershipTag(DriftKind.PROVIDER, arn);
    } else if (comparison.hasNoForeignAudience(provider)) {
      findings.repair(DriftKind.PROVIDER, Drift.NONE, arn, new DeleteProvider(arn));
    } else if (provider.audiences().contains(desired.audience())) {
      findings.repair(
          DriftKind.PROVIDER_AUDIENCE,
          Drift.NONE,
          desired.audience(),
          new RemoveAudience(arn, desired.audience()));
    }
  }
}
