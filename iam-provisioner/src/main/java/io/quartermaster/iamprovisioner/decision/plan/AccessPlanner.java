package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.step.StepFailure;
import java.util.Optional;

/**
 * Compares desired and observed access and plans the smallest change: the provider first, because
 * AWS rejects a trust policy whose provider does not exist; then the settings of the role; then its
 * permissions; removals last.
 */
public final class AccessPlanner {
  private final Mode mode;

  public AccessPlanner(Mode mode) {
    this.mode = mode;
  }

  /** Whether it only reports what differs. */
  public boolean createsNothing() {
    return mode == Mode.VERIFY;
  }

  public AccessPlan plan(DesiredAccess desired, ObservedAccess observed) {
    Findings findings = new Findings();
    Optional<StepFailure> refusal =
        switch (desired.state()) {
          case PRESENT -> compare(desired, observed, findings);
          case ABSENT -> {
            new Teardown(desired, findings).compare(observed);
            yield Optional.empty();
          }
          case RELEASED, SUPERSEDED -> Optional.empty();
        };
    if (mode == Mode.VERIFY && !findings.drift().isEmpty()) {
      return new AccessPlan.Rejected(
          Refusals.accessDiffers(desired, findings.drift(), refusal), findings.drift());
    }
    return refusal
        .<AccessPlan>map(reason -> new AccessPlan.Rejected(reason, findings.drift()))
        .orElseGet(() -> new AccessPlan.Apply(findings.drift(), findings.repairs()));
  }

  private Optional<StepFailure> compare(
      DesiredAccess desired, ObservedAccess observed, Findings findings) {
    ProviderComparison provider = new ProviderComparison(desired, mode, findings);
    RoleComparison role = new RoleComparison(desired, mode, findings);
    provider.compare(observed.provider());
    role.compare(observed.role());
    new PermissionsComparison(desired, findings).compare(observed.role());
    provider.comparePrevious(observed.previousProviders());
    return role.refusal(observed.role()).or(() -> provider.refusal(observed.provider()));
  }
}
