package io.quartermaster.local.stack;

import io.quartermaster.servers.LockFile;
import io.quartermaster.servers.PidFile;
import java.util.Optional;

/** Held while a stack runs: one stack for each state folder. */
public record RunLock(LockFile lock, PidFile holder) implements AutoCloseable {
  private static final String HOLDER = "up";

  /** The lock; empty when a stack is already running. */
  public static Optional<RunLock> tryAcquire(StackLayout layout) {
    layout.create();
    PidFile holder = layout.pidFile(HOLDER);
    Optional<LockFile> lock = LockFile.tryAcquire(layout.lockFile());
    lock.ifPresent(acquired -> holder.write(ProcessHandle.current()));
    return lock.map(acquired -> new RunLock(acquired, holder));
  }

  /** The process that runs the stack. */
  public static Optional<ProcessHandle> holder(StackLayout layout) {
    return layout.pidFile(HOLDER).running();
  }

  @Override
  public void close() {
    holder.delete();
    lock.close();
  }
}
