package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.Observation;
import io.quartermaster.iamprovisioner.effect.StepResult;

/** The service dies at a step: before its call, or after the effect and before anybody knows. */
final class KilledIamGateway implements IamGateway {
  private final IamGateway gateway;
  private final int lastStep;
  private final boolean afterTheEffect;
  private int steps;

  KilledIamGateway(IamGateway gateway, int lastStep, boolean afterTheEffect) {
    this.gateway = gateway;
    this.lastStep = lastStep;
    this.afterTheEffect = afterTheEffect;
  }

  @Override
  public Observation observe(DesiredAccess desired) {
    return gateway.observe(desired);
  }

  @Override
  public StepResult apply(DesiredAccess desired, AccessStep step) {
    steps++;
    if (steps < lastStep) {
      return gateway.apply(desired, step);
    }
    if (afterTheEffect) {
      gateway.apply(desired, step);
    }
    throw new KilledException();
  }

  /** Nothing runs after it. */
  static final class KilledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
