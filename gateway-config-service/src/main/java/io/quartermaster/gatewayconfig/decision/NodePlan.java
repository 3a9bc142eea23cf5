package io.quartermaster.gatewayconfig.decision;

import io.quartermaster.step.StepFailure;
import java.util.List;

/** What must be done on a node. */
public sealed interface NodePlan {

  /** The node is in the desired state. */
  record Nothing() implements NodePlan {}

  /** The steps, in order. A step begins when the one before it is done. */
  record Push(List<NodeStep> steps) implements NodePlan {
    public Push {
      steps = List.copyOf(steps);
    }
  }

  /** Nothing may be done before a person acts. */
  record Blocked(StepFailure failure) implements NodePlan {}
}
