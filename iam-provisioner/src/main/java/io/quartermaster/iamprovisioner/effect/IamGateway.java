package io.quartermaster.iamprovisioner.effect;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.step.StepFailure;

/**
 * Port to AWS IAM.
 *
 * <p>Failure semantics: every failure is a value. A call is given up after the configured time;
 * whether it had an effect is then unknown until the next observation.
 */
public interface IamGateway {

  /**
   * Reads the current state. Checks first that the credentials belong to the account and partition
   * of the role, so that no other call is made with wrong ones.
   */
  Observation observe(DesiredAccess desired);

  /** Applies one step; applying it again does no harm. */
  StepResult apply(DesiredAccess desired, AccessStep step);

  /** The result of an observation. */
  sealed interface Observation {

    record Observed(ObservedAccess access) implements Observation {}

    record Failed(StepFailure failure) implements Observation {}
  }

  /** The result of a step. */
  sealed interface StepResult {

    record Applied() implements StepResult {}

    /** The resource exists, which contradicts the observation: observe again. */
    record AlreadyExists() implements StepResult {}

    record Failed(StepFailure failure) implements StepResult {}
  }
}
