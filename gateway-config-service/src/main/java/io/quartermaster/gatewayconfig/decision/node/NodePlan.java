package io.quartermaster.gatewayconfig.decision.node;

import io.quartermaster.gatewayconfig.decision.NodeState;
import java.time.Duration;

/** What happens next with a node. */
public sealed interface NodePlan {

  /** The action, between two states that are stored before and after it. */
  record Act(NodeState before, NodeAction action, NodeState after) implements NodePlan {}

  /** The state is stored and the node is planned again. */
  record Proceed(NodeState state) implements NodePlan {}

  /**
   * Nothing to do for this time: a job runs, or settings are being saved.
   *
   * @param report whether to publish the progress again, although the state is the same
   */
  record Wait(NodeState state, Duration time, boolean report) implements NodePlan {}

  /** The node is done in this pass; the state says how. */
  record End(NodeState state) implements NodePlan {}
}
