package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.Refusal;
import java.util.Optional;

/**
 * Compares desired and observed access and plans the smallest change: the provider first, because
 * AWS refuses a trust policy whose provider it does not know; then the role's settings; then its
 * permissions; whatever is removed, last. The same planner answers what would be done.
 */
public final class AccessPlanner {
  private final Mode mode;

  public AccessPlanner(Mode mode) {
    this.mode = mode;
  }

  public AccessPlan plan(DesiredAccess desired, ObservedAccess observed) {
    Findings findings = new Findings();
    Optional<Refusal> refusal =
        switch (desired.wanted()) {
          case PRESENT -> compare(desired, observed, findings);
          case ABSENT -> {
            new TakeDown(desired).compare(findings, observed);
            yield Optional.empty();
          }
          case RELEASED, SUPERSEDED -> Optional.empty();
        };
    if (mode == Mode.VERIFY && !findings.drift().isEmpty()) {
      return new AccessPlan.Rejected(
          Refusals.differs(desired, findings.drift(), refusal), findings.drift());
    }
    return refusal
        .<AccessPlan>map(why -> new AccessPlan.Rejected(why, findings.drift()))
        .orElseGet(() -> new AccessPlan.Converge(findings.drift(), findings.steps()));
  }

  /** For when AWS goes on refusing to create what it does not show. */
  public Refusal refusalOfUnseen(DesiredAccess desired) {
    return Refusals.existsUnseen(desired);
  }

  private Optional<Refusal> compare(
      DesiredAccess desired, ObservedAccess observed, Findings findings) {
    ProviderComparison provider = new ProviderComparison(desired, mode);
    RoleComparison role = new RoleComparison(desired, mode);
    provider.compare(findings, observed.provider());
    role.compare(findings, observed.role());
    new PermissionsComparison(desired).compare(findings, observed.role());
    provider.comparePrevious(findings, observed.previousProviders());
    return role.refusal(observed.role()).or(() -> provider.refusal(observed.provider()));
  }
}
