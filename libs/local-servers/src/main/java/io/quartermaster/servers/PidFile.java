package io.quartermaster.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Identifies a process to a later run of this program: its pid and its start time, because the
 * operating system reuses pids. An unreadable or incomplete file counts as absent.
 */
public record PidFile(Path path) {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  /** Start times are derived from the system clock, which may step. */
  private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(2);

  static PidFile in(Path directory) {
    return new PidFile(directory.resolve("pid"));
  }

  public void write(ProcessHandle process) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.write(path, List.of(Long.toString(process.pid()), startOf(process).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The recorded process, if it is still running. */
  public Optional<ProcessHandle> running() {
    try {
      List<String> lines = Files.readAllLines(path);
      if (lines.size() < 2) {
        return Optional.empty();
      }
      Instant start = Instant.parse(lines.get(1));
      return ProcessHandle.of(Long.parseLong(lines.getFirst()))
          .filter(process -> sameStart(start, startOf(process)))
          .filter(PidFile::isRunning);
    } catch (NoSuchFileException | NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Stops the recorded processes that are still running, all at once, and deletes the files.
   *
   * @return the number of processes stopped
   */
  public static int stopAll(List<PidFile> files) {
    List<ProcessHandle> running =
        files.stream().map(PidFile::running).flatMap(Optional::stream).toList();
    running.forEach(ProcessHandle::destroy);
    for (ProcessHandle process : running) {
      if (!endedWithin(process, STOP_TIMEOUT)) {
        process.destroyForcibly();
        endedWithin(process, STOP_TIMEOUT);
      }
    }
    files.forEach(PidFile::delete);
    return running.size();
  }

  /** Waits for the process to end, up to the timeout; returns whether it has ended. */
  public static boolean endedWithin(ProcessHandle process, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (isRunning(process) && System.nanoTime() < deadline) {
      try {
        process.onExit().get(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        continue;
      } catch (ExecutionException e) {
        throw new IllegalStateException("Waiting for process " + process.pid() + " failed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return !isRunning(process);
  }

  /** False for a zombie too: a process that has ended but whose parent has not reaped it. */
  private static boolean isRunning(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      String text = Files.exists(stat) ? Files.readString(stat) : "";
      return process.isAlive() && !text.startsWith("Z", text.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return process.isAlive();
    }
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private static boolean sameStart(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(START_TIME_TOLERANCE) <= 0;
  }
}
