package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** At least one GitLab node does not have the configuration. */
public record GatewayConfigFailed(Origin origin, Failure failure) implements OutcomeEvent.Failed {

  public GatewayConfigFailed {
    requireNonNull(origin, "origin");
    requireNonNull(failure, "failure");
  }
}
