package io.quartermaster.gatewayconfig.decision.node;

import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.GatewayUrl;
import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.node.NodeGoal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes are brought to.
 *
 * @param text the same for equal goals; stored to recognize them
 * @param gatewayUrl null when the configuration is to be removed
 */
public record Target(NodeGoal goal, String text, @Nullable URI gatewayUrl) {

  /** Empty when no node may be touched. */
  public static Optional<Target> of(DesiredConfig desired, List<String> allowedHosts) {
    return switch (desired) {
      case DesiredConfig.Present present ->
          GatewayUrl.rejection(present.gatewayUrl(), allowedHosts).isPresent()
              ? Optional.empty()
              : Optional.of(present(present));
      case DesiredConfig.Absent() -> Optional.of(new Target(new NodeGoal.Absent(), "absent", null));
      case DesiredConfig.Released() -> Optional.empty();
    };
  }

  /**
   * After a disconnect that leaves the nodes as they are: a job that runs is awaited, and rolled
   * back if it fails. Empty for a node without one.
   */
  public static Optional<Target> ofUnfinished(NodeState state) {
    if (!state.hasJob() && !state.rollingBack()) {
      return Optional.empty();
    }
    String failed = state.rollingBack() ? state.goals().failed() : null;
    String text = failed == null ? state.goals().current() : failed;
    return Optional.of(new Target(new NodeGoal.LastGood(), text == null ? "unknown" : text, null));
  }

  private static Target present(DesiredConfig.Present desired) {
    NodeGoal.Present goal = EnvBlock.of(desired);
    String text = goal.variables() + " without " + new TreeSet<>(goal.forbidden());
    return new Target(goal, text, desired.gatewayUrl());
  }
}
