package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** A service started to work on a step. */
public record StepStarted(SetupStep step, Origin origin) implements OutcomeEvent {

  public StepStarted {
    requireNonNull(step, "step");
    requireNonNull(origin, "origin");
  }
}
