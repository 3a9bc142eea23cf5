package io.quartermaster.gatewayconfig.effect;

import io.quartermaster.gatewayconfig.decision.NodeFailure;

/** What reading the file gave. */
public sealed interface Reading {

  /** The file as it is. */
  record Content(String text) implements Reading {
    /** The file holds secrets of the administrator. */
    @Override
    public String toString() {
      return "Content[" + text.length() + " characters]";
    }
  }

  /** The file could not be read. */
  record Failed(NodeFailure failure) implements Reading {}
}
