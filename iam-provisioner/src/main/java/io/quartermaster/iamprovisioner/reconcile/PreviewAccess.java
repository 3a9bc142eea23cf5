package io.quartermaster.iamprovisioner.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.quartermaster.iamprovisioner.IamProvisionerConfig;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.Wanted;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.AccessPreview;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What would be done about a candidate setting if it were saved: looks and plans as a run does, by
 * the same code, and ends there. Stores nothing, says nothing, writes nothing.
 *
 * <p>Failure semantics: whatever keeps a run from going on, AWS that does not answer included, is
 * the summary of a preview without steps.
 */
@ApplicationScoped
public class PreviewAccess {
  private final AccessConvergence convergence;
  private final ConfiguredAccess configured;

  PreviewAccess(IamGateway gateway, IamProvisionerConfig config, MeterRegistry metrics) {
    this.configured = new ConfiguredAccess(config);
    this.convergence = new AccessConvergence(gateway, new AccessPlanner(config.mode()), metrics);
  }

  /**
   * For the candidate, under the rules that the operator chose. Calls AWS: never in a transaction.
   */
  public AccessPreview of(AccessTarget candidate) {
    return convergence.preview(new DesiredAccess(candidate, configured.rules(), Wanted.PRESENT));
  }
}
