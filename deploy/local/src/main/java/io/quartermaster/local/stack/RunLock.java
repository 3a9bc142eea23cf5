package io.quartermaster.local.stack;

import io.quartermaster.local.process.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Held while a stack runs: one stack for one state folder. The operating system gives it back when
 * the holder ends, however it ends.
 */
public final class RunLock implements AutoCloseable {
  private static final String HOLDER = "up";

  private final FileChannel channel;
  private final PidFile holder;

  private RunLock(FileChannel channel, PidFile holder) {
    this.channel = channel;
    this.holder = holder;
  }

  /** The lock; empty when a stack runs already. */
  public static Optional<RunLock> tryAcquire(StackLayout layout) {
    layout.create();
    try {
      FileChannel channel =
          FileChannel.open(layout.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        return Optional.empty();
      }
      PidFile holder = layout.pidFile(HOLDER);
      holder.write(ProcessHandle.current());
      return Optional.of(new RunLock(channel, holder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that runs the stack now. */
  public static Optional<ProcessHandle> holder(StackLayout layout) {
    return layout.pidFile(HOLDER).running();
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldInThisVeryProcess) {
      return false;
    }
  }

  @Override
  public void close() {
    holder.delete();
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
