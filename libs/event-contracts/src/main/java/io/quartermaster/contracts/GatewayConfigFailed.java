package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/** At least one GitLab node does not have the configuration yet. */
public record GatewayConfigFailed(Origin origin, Failure failure) implements OutcomeEvent.Failed {

  public GatewayConfigFailed {
    requireNonNull(origin, "origin");
    requireNonNull(failure, "failure");
  }

  @Override
  public EventType type() {
    return EventType.GATEWAY_CONFIG_FAILED;
  }

  @Override
  public SetupStep step() {
    return SetupStep.GATEWAY_CONFIGURATION;
  }
}
