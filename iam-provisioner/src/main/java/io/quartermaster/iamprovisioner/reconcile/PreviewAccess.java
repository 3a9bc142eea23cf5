package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.DesiredState;
import io.quartermaster.iamprovisioner.decision.plan.AccessPreview;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What a run would do for candidate settings, by the same code. Changes, stores and publishes
 * nothing.
 *
 * <p>Failure semantics: a failure is the summary of a preview without steps.
 */
@ApplicationScoped
public class PreviewAccess {
  private final Convergence convergence;
  private final AccessRules rules;

  PreviewAccess(Convergence convergence, AccessRules rules) {
    this.convergence = convergence;
    this.rules = rules;
  }

  /** Calls AWS: never in a transaction. */
  public AccessPreview of(AccessTarget candidate) {
    return convergence.preview(new DesiredAccess(candidate, rules, DesiredState.PRESENT));
  }
}
