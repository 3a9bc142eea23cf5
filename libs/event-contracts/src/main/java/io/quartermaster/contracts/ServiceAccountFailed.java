package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** The service account is not in the desired state yet. */
public record ServiceAccountFailed(Origin origin, Failure failure) implements OutcomeEvent.Failed {

  public ServiceAccountFailed {
    requireNonNull(origin, "origin");
    requireNonNull(failure, "failure");
  }

  @Override
  public EventType type() {
    return EventType.SERVICE_ACCOUNT_FAILED;
  }

  @Override
  public SetupStep step() {
    return SetupStep.SERVICE_ACCOUNT;
  }
}
