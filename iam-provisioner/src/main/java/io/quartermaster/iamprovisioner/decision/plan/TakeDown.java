package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.PreviousRole;
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
 * Takes down what carries our tag, in the order that AWS demands: it deletes no role that has
 * policies or stands in an instance profile. The roles of before go after the present one, by the
 * same rules. The provider goes last, so that a run that broke off still finds everything else by
 * the role. Whatever is not ours is shown and stays.
 */
record TakeDown(DesiredAccess desired) {

  void compare(Findings findings, ObservedAccess observed) {
    compareRole(findings, DriftKind.ROLE, desired.role(), observed.role(), desired::isOwner);
    for (PreviousRole before : desired.target().previousRolesInReach()) {
      compareRole(
          findings,
          DriftKind.PREVIOUS_ROLE,
          before.role(),
          observed.previousRoles().get(before.role()),
          uid -> uid.equals(before.instanceUid()) || desired.isOwner(uid));
    }
    compareProvider(findings, observed.provider());
    new ProviderComparison(desired, Mode.MANAGE)
        .comparePrevious(findings, observed.previousProviders());
  }

  private static void compareRole(
      Findings findings,
      DriftKind kind,
      RoleArn wanted,
      ObservedAccess.@Nullable Role role,
      Predicate<String> isOwner) {
    if (role == null) {
      return;
    }
    boolean exact = role.path().equals(wanted.path()) && role.name().equals(wanted.name());
    if (!exact || role.owner().filter(isOwner).isEmpty()) {
      findings.notOurs(kind, wanted.text());
      return;
    }
    String name = wanted.name();
    for (String policy : new TreeSet<>(role.policies().inline())) {
      remove(findings, kind, new DeletePolicy(name, policy));
    }
    for (String arn : new TreeSet<>(role.policies().attached())) {
      remove(findings, kind, new DetachPolicy(name, arn));
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
    if (!comparison.isOurs(provider)) {
      findings.notOurs(DriftKind.PROVIDER, arn);
    } else if (comparison.isOnlyForUs(provider)) {
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
