package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** The OAuth application is not registered. */
public record OAuthAppFailed(Origin origin, Failure failure) implements OutcomeEvent.Failed {

  public OAuthAppFailed {
    requireNonNull(origin, "origin");
    requireNonNull(failure, "failure");
  }
}
