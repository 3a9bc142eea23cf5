package io.quartermaster.gatewayconfig.effect;

import io.quartermaster.gatewayconfig.decision.NodeStep;

/** One GitLab node. Never throws for what the node does; says it in the result. */
public interface NodeGateway {

  /** The configured name. */
  String name();

  /** Reads the node's {@code gitlab.rb}, a character for every byte. */
  Reading read();

  /** Does one step. */
  StepResult apply(NodeStep step);
}
