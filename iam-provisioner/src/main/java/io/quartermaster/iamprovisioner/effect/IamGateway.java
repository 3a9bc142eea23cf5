package io.quartermaster.iamprovisioner.effect;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;

/**
 * Port to AWS IAM.
 *
 * <p>Failure semantics: every answer of AWS, and none at all, comes back as a value. A call is
 * given up after the configured time; whether it had an effect is then unknown, and the next
 * observation tells.
 */
public interface IamGateway {

  /**
   * Reads what is there. First makes sure that the credentials belong to the account and partition
   * of the role, so that no other call is made with the wrong ones.
   */
  Observation observe(DesiredAccess desired);

  /** Applies one step; applying it again does no harm. */
  StepResult apply(DesiredAccess desired, AccessStep step);
}
