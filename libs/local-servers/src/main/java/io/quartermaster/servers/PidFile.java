package io.quartermaster.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers which process serves a directory. The time of its start is kept beside the number, so
 * that a stranger who got the number later is left alone.
 */
record PidFile(Path path) {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  static PidFile in(Path directory) {
    return new PidFile(directory.resolve("pid"));
  }

  void write(ProcessHandle process) {
    try {
      Files.write(path, List.of(Long.toString(process.pid()), startOf(process)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path, e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + path, e);
    }
  }

  /** The process that was written, if it still runs. */
  Optional<ProcessHandle> running() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(path);
      if (lines.size() < 2) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(lines.getFirst()))
          .filter(ProcessHandle::isAlive)
          .filter(process -> startOf(process).equals(lines.get(1)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  /** Ends the process that was written, if it still runs, and forgets it. */
  void stopLeftover() {
    running()
        .ifPresent(
            process -> {
              process.destroy();
              if (!ended(process, PATIENCE)) {
                process.destroyForcibly();
                ended(process, PATIENCE);
              }
            });
    delete();
  }

  private static boolean ended(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot wait for process " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
