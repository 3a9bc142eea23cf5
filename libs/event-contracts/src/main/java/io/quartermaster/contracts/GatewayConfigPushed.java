package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/**
 * Every GitLab node has the configuration and was reconfigured.
 *
 * @param nodes how many nodes there are
 */
public record GatewayConfigPushed(Origin origin, int nodes) implements OutcomeEvent {

  public GatewayConfigPushed {
    requireNonNull(origin, "origin");
  }

  @Override
  public EventType type() {
    return EventType.GATEWAY_CONFIG_PUSHED;
  }

  @Override
  public SetupStep step() {
    return SetupStep.GATEWAY_CONFIGURATION;
  }
}
