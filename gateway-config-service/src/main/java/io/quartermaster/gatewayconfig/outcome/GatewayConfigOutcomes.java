package io.quartermaster.gatewayconfig.outcome;

import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.Origin;

/** The outcomes of the step. */
public final class GatewayConfigOutcomes {

  private GatewayConfigOutcomes() {}

  /** Every node is in the desired state. */
  public static GatewayConfigPushed pushed(Origin origin, int nodes) {
    return new GatewayConfigPushed(origin, nodes);
  }
}
