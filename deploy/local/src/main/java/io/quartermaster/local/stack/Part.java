package io.quartermaster.local.stack;

import java.nio.file.Path;
import java.util.function.IntConsumer;

/** One process of a running stack. */
interface Part {
  String name();

  Path log();

  /** Stopped in this order. */
  Role role();

  /** Calls the listener with the exit status when the process has ended. */
  void onExit(IntConsumer listener);

  /** Ends the process; returns when it has ended. */
  void stop();

  /** What depends on others stops before them. */
  enum Role {
    SERVICE,
    SANDBOX,
    BROKER,
    DATABASE
  }
}
