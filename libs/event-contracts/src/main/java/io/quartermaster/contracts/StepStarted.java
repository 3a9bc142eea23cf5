package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** A service started a step that is not done yet. */
public record StepStarted(SetupStep step, Origin origin) implements OutcomeEvent {

  public StepStarted {
    requireNonNull(step, "step");
    requireNonNull(origin, "origin");
  }
}
