package io.quartermaster.gatewayconfig.decision.node;

import io.quartermaster.node.NodeGoal;
import io.quartermaster.node.Observation;
import java.util.UUID;

/** One idempotent command for a node. */
public sealed interface NodeAction {

  /** Writes the files of the goal beside the present ones. */
  record Stage(NodeGoal goal, Observation.Hashes expected) implements NodeAction {}

  /** Checks the staged files. */
  record Check() implements NodeAction {}

  /** Replaces the present files by the staged ones. */
  record Replace() implements NodeAction {}

  /** Starts the job, or adopts it when it runs already. */
  record Reconfigure(UUID job) implements NodeAction {}

  /** Stores the present files as the last good ones. */
  record Keep() implements NodeAction {}
}
