package io.quartermaster.gatewayconfig.decision;

import io.quartermaster.step.StepFailure;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes may be changed now. A pass is one round over all nodes: a save, a verification, a
 * resync or a start begins one.
 */
public sealed interface Rollout {

  /** In which order the nodes are changed. */
  enum Order {
    /** The next node only after the previous one is verified. */
    ROLLING,
    /** All at once. */
    SIDE_BY_SIDE
  }

  /**
   * A node of the inventory, in the configured order.
   *
   * @param note what verified means for it; null when GitLab uses the configuration
   */
  record Node(String name, NodeState state, @Nullable String note) {
    boolean finished(long pass) {
      return state.pass() == pass;
    }
  }

  /** These nodes work now; never empty. */
  record Continue(List<String> nodes) implements Rollout {
    public Continue {
      nodes = List.copyOf(nodes);
    }
  }

  /** Every node is in the desired state. */
  record Done() implements Rollout {}

  /** A node failed; those that were not begun are not touched. */
  record Stopped(StepFailure failure) implements Rollout {}

  /** Decides from the stored states. */
  static Rollout decide(List<Node> nodes, long pass, Order order) {
    List<Node> open = nodes.stream().filter(node -> !node.finished(pass)).toList();
    List<StepFailure> failures =
        nodes.stream()
            .filter(node -> node.finished(pass))
            .map(node -> node.state().report().failure())
            .filter(Objects::nonNull)
            .toList();
    return switch (order) {
      case ROLLING -> {
        // A job of an earlier pass ends before another node is changed.
        List<Node> busy = open.stream().filter(node -> node.state().hasJob()).toList();
        yield !busy.isEmpty()
            ? next(busy)
            : failures.isEmpty() && !open.isEmpty() ? next(open.subList(0, 1)) : end(failures);
      }
      case SIDE_BY_SIDE -> open.isEmpty() ? end(failures) : next(open);
    };
  }

  /** Whether a node may begin a change. */
  default boolean includes(String node) {
    return this instanceof Continue(List<String> names) && names.contains(node);
  }

  private static Rollout next(List<Node> nodes) {
    return new Continue(nodes.stream().map(Node::name).toList());
  }

  /**
   * A failure that is retried automatically comes before a refusal, so that a node that only needs
   * time does not wait for a person.
   */
  private static Rollout end(List<StepFailure> failures) {
    return failures.stream()
        .filter(failure -> !(failure instanceof StepFailure.Refused))
        .findFirst()
        .or(() -> failures.stream().findFirst())
        .<Rollout>map(Stopped::new)
        .orElseGet(Done::new);
  }
}
