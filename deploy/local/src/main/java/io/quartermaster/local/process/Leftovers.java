package io.quartermaster.local.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Processes of which only the pid file is left: their parent was killed. Asked to end first, forced
 * when they do not.
 */
public final class Leftovers {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration GLANCE = Duration.ofMillis(100);

  private Leftovers() {}

  /**
   * Stops what still runs, all at the same time, and removes the files. Returns who was stopped.
   */
  public static List<ProcessHandle> stopTogether(List<PidFile> files) {
    List<ProcessHandle> running =
        files.stream().map(PidFile::running).flatMap(Optional::stream).toList();
    running.forEach(ProcessHandle::destroy);
    running.forEach(Leftovers::awaitEnd);
    files.forEach(PidFile::delete);
    return running;
  }

  private static void awaitEnd(ProcessHandle process) {
    if (!endedWithin(process, PATIENCE)) {
      process.destroyForcibly();
      endedWithin(process, PATIENCE);
    }
  }

  /** True when the process ended in time; one that nobody waits for (a zombie) has ended. */
  public static boolean endedWithin(ProcessHandle process, Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    while (PidFile.lives(process) && System.nanoTime() < deadline) {
      try {
        process.onExit().get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillThere) {
        continue;
      } catch (ExecutionException e) {
        throw new IllegalStateException("Waiting for process " + process.pid() + " failed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return !PidFile.lives(process);
      }
    }
    return !PidFile.lives(process);
  }
}
