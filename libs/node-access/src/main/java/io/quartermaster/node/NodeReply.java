package io.quartermaster.node;

/** The reply to a command. */
public sealed interface NodeReply<T> {

  /** The command was done. */
  record Answered<T>(T value) implements NodeReply<T> {}

  /** The command was not done, or its answer was lost: observe before repeating it. */
  record Failed<T>(NodeFailure failure) implements NodeReply<T> {}
}
