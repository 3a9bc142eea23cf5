package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.Observation;
import io.quartermaster.iamprovisioner.effect.StepResult;

/** The connection is made to break at a step, whichever of several with the same call it is. */
final class CutIamGateway implements IamGateway {
  private final IamGateway gateway;
  private final int step;
  private final Runnable cut;
  private int steps;

  CutIamGateway(IamGateway gateway, int step, Runnable cut) {
    this.gateway = gateway;
    this.step = step;
    this.cut = cut;
  }

  @Override
  public Observation observe(DesiredAccess desired) {
    return gateway.observe(desired);
  }

  @Override
  public StepResult apply(DesiredAccess desired, AccessStep next) {
    steps++;
    if (steps == step) {
      cut.run();
    }
    return gateway.apply(desired, next);
  }
}
