package io.quartermaster.gatewayconfig.outcome;

import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.Origin;

/** The success event of the step, with its sentence for the administrator. */
public final class GatewayConfigOutcomes {

  private GatewayConfigOutcomes() {}

  /** Every node is in the desired state. */
  public static GatewayConfigPushed pushed(Origin origin, int nodes) {
    return new GatewayConfigPushed(
        origin, "The configuration is applied on every GitLab node (%d).".formatted(nodes), nodes);
  }
}
