package io.quartermaster.local.stack;

import java.time.Duration;

/** Is notified about the parts of a stack. Called from several threads. */
public interface StackListener {
  StackListener SILENT = new StackListener() {};

  /** The part answers; the time counts from the start of the part. */
  default void ready(String part, Duration after) {}

  /** The part ended unexpectedly. */
  default void died(EndedPart part) {}

  default void stopping(String part) {}

  /** Something that a person should know and that is not a failure. */
  default void note(String text) {}
}
