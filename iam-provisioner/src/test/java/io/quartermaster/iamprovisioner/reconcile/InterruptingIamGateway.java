package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.effect.IamGateway;

/** Interrupts the work at one step, counted from 1. */
final class InterruptingIamGateway implements IamGateway {
  private final IamGateway gateway;
  private final int interrupted;
  private final Interruption interruption;
  private int steps;

  private InterruptingIamGateway(IamGateway gateway, int interrupted, Interruption interruption) {
    this.gateway = gateway;
    this.interrupted = interrupted;
    this.interruption = interruption;
  }

  /** What happens instead of the step. */
  private interface Interruption {
    StepResult apply(IamGateway gateway, DesiredAccess desired, AccessStep step);
  }

  /** The service is killed before the call, or after its effect. */
  static InterruptingIamGateway killed(IamGateway gateway, int step, boolean afterTheEffect) {
    return new InterruptingIamGateway(
        gateway,
        step,
        (aws, desired, last) -> {
          if (afterTheEffect) {
            aws.apply(desired, last);
          }
          throw new KilledException();
        });
  }

  /** Something happens to the connection just before the call. */
  static InterruptingIamGateway cut(IamGateway gateway, int step, Runnable cut) {
    return new InterruptingIamGateway(
        gateway,
        step,
        (aws, desired, next) -> {
          cut.run();
          return aws.apply(desired, next);
        });
  }

  @Override
  public Observation observe(DesiredAccess desired) {
    return gateway.observe(desired);
  }

  @Override
  public StepResult apply(DesiredAccess desired, AccessStep step) {
    steps++;
    return steps == interrupted
        ? interruption.apply(gateway, desired, step)
        : gateway.apply(desired, step);
  }

  /** Nothing runs after it. */
  static final class KilledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
