package io.quartermaster.gatewayconfig.effect;

import io.quartermaster.gatewayconfig.decision.NodeFailure;

/** What became of a step. */
public sealed interface StepResult {

  /** It is done. */
  record Applied() implements StepResult {}

  /** It is not done; the failure says who moves next. */
  record Failed(NodeFailure failure) implements StepResult {}
}
