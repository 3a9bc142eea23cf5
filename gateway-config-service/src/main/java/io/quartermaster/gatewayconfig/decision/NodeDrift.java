package io.quartermaster.gatewayconfig.decision;

/**
 * A difference between the desired state and the state of a node that was in the desired state.
 *
 * @param what stable, snake case
 */
public record NodeDrift(String what, String expected, String found, boolean repaired) {

  NodeDrift asRepaired() {
    return new NodeDrift(what, expected, found, true);
  }
}
