package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DeletePolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DeleteProvider;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DeleteRole;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.DetachPolicy;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.RemoveAudience;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep.RemoveFromInstanceProfile;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what carries our tag, in the order that AWS demands: it deletes no role that has
 * policies or stands in an instance profile. The provider goes last, so that a run that broke off
 * still finds everything else by the role. Whatever is not ours is shown and stays.
 */
record TakeDown(DesiredAccess desired) {

  void compare(Findings findings, ObservedAccess observed) {
    compareRole(findings, observed.role());
    compareProvider(findings, observed.provider());
    new ProviderComparison(desired, Mode.MANAGE)
        .comparePrevious(findings, observed.previousProviders());
  }

  private void compareRole(Findings findings, ObservedAccess.@Nullable Role role) {
    if (role == null) {
      return;
    }
    boolean exact =
        role.path().equals(desired.role().path()) && role.name().equals(desired.role().name());
    if (!exact || role.owner().filter(desired::isOwner).isEmpty()) {
      findings.report(DriftKind.ROLE, Drift.NONE, desired.role().text() + " without our tag");
      return;
    }
    String name = desired.role().name();
    for (String policy : new TreeSet<>(role.policies().inline())) {
      remove(findings, new DeletePolicy(name, policy));
    }
    for (String arn : new TreeSet<>(role.policies().attached())) {
      remove(findings, new DetachPolicy(name, arn));
    }
    for (String profile : new TreeSet<>(role.instanceProfiles())) {
      remove(findings, new RemoveFromInstanceProfile(name, profile));
    }
    remove(findings, new DeleteRole(name));
  }

  private void remove(Findings findings, AccessStep step) {
    findings.repair(DriftKind.ROLE, Drift.NONE, step.subject(), step);
  }

  private void compareProvider(Findings findings, ObservedAccess.@Nullable Provider provider) {
    if (provider == null) {
      return;
    }
    ProviderComparison comparison = new ProviderComparison(desired, Mode.MANAGE);
    String arn = desired.providerArn();
    if (!comparison.isOurs(provider)) {
      findings.report(DriftKind.PROVIDER, Drift.NONE, arn + " without our tag");
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
