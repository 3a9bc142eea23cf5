package io.quartermaster.gatewayconfig.outcome;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigProgressed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.GatewayConfigRemoved;
import io.quartermaster.contracts.NodeProgress;
import io.quartermaster.contracts.Origin;
import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.gatewayconfig.decision.Rollout;
import io.quartermaster.step.StepFailure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events of the step, with their sentences for the administrator. */
public final class GatewayConfigOutcomes {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private GatewayConfigOutcomes() {}

  /** A node entered another state. */
  public static GatewayConfigProgressed progressed(Origin origin, List<Rollout.Node> nodes) {
    return new GatewayConfigProgressed(
        origin,
        "%d of %d GitLab nodes verified."
            .formatted(
                nodes.stream()
                    .filter(node -> node.state().shown() == NodeState.Shown.VERIFIED)
                    .count(),
                nodes.size()),
        progress(nodes, false));
  }

  /**
   * Every node is in the desired state.
   *
   * @param note what else the administrator must know; empty when nothing
   */
  public static GatewayConfigPushed pushed(Origin origin, List<Rollout.Node> nodes, String note) {
    String notes =
        nodes.stream().map(Rollout.Node::note).filter(Objects::nonNull).findFirst().orElse("");
    String detail =
        "The configuration is applied on every GitLab node (%d). %s %s"
            .formatted(nodes.size(), notes, note);
    return new GatewayConfigPushed(
        origin,
        detail.strip().replace("  ", " "),
        nodes.size(),
        progress(nodes, false),
        drift(nodes));
  }

  /** Every node is without the configuration. */
  public static GatewayConfigRemoved removed(Origin origin, List<Rollout.Node> nodes) {
    return new GatewayConfigRemoved(
        origin,
        "The configuration is removed from every GitLab node (%d).".formatted(nodes.size()),
        progress(nodes, false));
  }

  /** The nodes belong to another instance, which was set up later. */
  public static GatewayConfigRemoved superseded(Origin origin) {
    return new GatewayConfigRemoved(
        origin,
        "Nothing was removed: the GitLab nodes have the configuration of another GitLab instance,"
            + " which was saved later.",
        List.of());
  }

  /** A node failed, or no node was touched. */
  public static GatewayConfigFailed failed(
      Origin origin, Failure failure, List<Rollout.Node> nodes) {
    return new GatewayConfigFailed(origin, failure, progress(nodes, true), drift(nodes));
  }

  private static List<NodeProgress> progress(List<Rollout.Node> nodes, boolean stopped) {
    return nodes.stream().map(node -> progress(node, stopped)).toList();
  }

  private static NodeProgress progress(Rollout.Node node, boolean stopped) {
    NodeState state = node.state();
    return new NodeProgress(
        node.name(),
        NodeProgress.State.valueOf(state.shown().name()),
        state.since(),
        detail(node, stopped),
        state.run().output());
  }

  private static @Nullable String detail(Rollout.Node node, boolean stopped) {
    StepFailure failure = node.state().report().failure();
    if (failure != null) {
      return failure.detail();
    }
    return switch (node.state().shown()) {
      case PENDING -> stopped ? "Not touched: the rollout stopped at another node." : null;
      case VERIFIED -> node.note();
      case APPLYING, ROLLING_BACK ->
          node.state().hasJob() ? running(node.state().run().startedAt()) : null;
      case STAGED, CHECKED, FAILED -> null;
    };
  }

  private static @Nullable String running(@Nullable Instant since) {
    return since == null
        ? null
        : "gitlab-ctl reconfigure has been running since %s.".formatted(TIME.format(since));
  }

  private static @Nullable List<Difference> drift(List<Rollout.Node> nodes) {
    List<Difference> all =
        nodes.stream()
            .flatMap(
                node ->
                    node.state().report().drift().stream()
                        .map(
                            drift ->
                                new Difference(
                                    drift.what(),
                                    drift.expected(),
                                    node.name() + ": " + drift.found(),
                                    drift.repaired())))
            .toList();
    return all.isEmpty() ? null : all;
  }
}
