package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/**
 * Every GitLab node has the configuration and was reconfigured.
 *
 * @param nodes how many nodes there are
 */
public record GatewayConfigPushed(Origin origin, String detail, int nodes)
    implements OutcomeEvent.Succeeded {

  public GatewayConfigPushed {
    requireNonNull(origin, "origin");
    requireNonNull(detail, "detail");
  }
}
