package io.quartermaster.iamprovisioner.effect;

/** The answer to a step. */
public sealed interface StepResult permits StepResult.Applied, StepResult.AlreadyDone, Setback {

  /** AWS did it. */
  record Applied() implements StepResult {}

  /** It was there already, in a form that we have not seen: look again. */
  record AlreadyDone() implements StepResult {}
}
