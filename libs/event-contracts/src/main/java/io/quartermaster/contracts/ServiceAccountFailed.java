package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** The service account is not in the desired state yet. */
public record ServiceAccountFailed(Origin origin, Failure failure) implements OutcomeEvent.Failed {

  public ServiceAccountFailed {
    requireNonNull(origin, "origin");
    requireNonNull(failure, "failure");
  }
}
