package io.quartermaster.gatewayconfig.effect;

import io.quartermaster.gatewayconfig.decision.NodeStep;
import io.quartermaster.step.StepFailure;
import java.util.Optional;

/** One GitLab node. Reports a failure as a result and does not throw for it. */
public interface NodeGateway {

  /** The configured name. */
  String name();

  /** Reads the node's {@code gitlab.rb}, a character for every byte. */
  Reading read();

  /** Applies one step; empty when it is done. */
  Optional<StepFailure> apply(NodeStep step);

  /** What was read. */
  sealed interface Reading {

    /** The file as it is. */
    record Content(String text) implements Reading {
      /** The file holds secrets of the administrator. */
      @Override
      public String toString() {
        return "Content[" + text.length() + " characters]";
      }
    }

    /** The file could not be read. */
    record Failed(StepFailure failure) implements Reading {}
  }
}
