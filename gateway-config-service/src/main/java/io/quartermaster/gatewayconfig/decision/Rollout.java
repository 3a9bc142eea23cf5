package io.quartermaster.gatewayconfig.decision;

import java.util.List;
import java.util.Objects;

/** How all nodes together were left. */
public sealed interface Rollout {

  /** Every node is as wanted. */
  record Settled(int nodes, boolean changed) implements Rollout {}

  /** At least one node is not. */
  record Incomplete(NodeFailure failure) implements Rollout {}

  /**
   * Sums up. A node that will be tried again by itself comes before one that waits for a person: as
   * long as there is one, the whole is tried again.
   */
  static Rollout of(List<NodeResult> results) {
    List<NodeFailure> failures =
        results.stream().map(NodeResult::failure).filter(Objects::nonNull).toList();
    return failures.stream()
        .filter(failure -> failure.kind() == NodeFailure.Kind.UNAVAILABLE)
        .findFirst()
        .or(() -> failures.stream().findFirst())
        .<Rollout>map(Incomplete::new)
        .orElseGet(
            () -> new Settled(results.size(), results.stream().anyMatch(NodeResult::changed)));
  }
}
