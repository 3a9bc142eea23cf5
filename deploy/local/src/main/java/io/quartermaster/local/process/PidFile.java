package io.quartermaster.local.process;

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

/**
 * One process, written down so that a later run can find exactly that process again. The start time
 * is part of it: a pid alone may long belong to somebody else.
 *
 * <p>The form is that of the servers in {@code libs/local-servers}, so that theirs can be read too:
 * the pid, then the start time. An unreadable or half-written file counts as no file.
 */
public record PidFile(Path path) {
  /** The operating system's clock for start times may step by a second. */
  private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(2);

  public void write(ProcessHandle process) {
    String text = process.pid() + "\n" + startOf(process) + "\n";
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that was written down, when it still runs. */
  public Optional<ProcessHandle> running() {
    try {
      List<String> lines = Files.readAllLines(path);
      if (lines.size() < 2) {
        return Optional.empty();
      }
      Instant start = Instant.parse(lines.get(1));
      return ProcessHandle.of(Long.parseLong(lines.get(0)))
          .filter(process -> sameStart(start, startOf(process)))
          .filter(PidFile::lives);
    } catch (NoSuchFileException | NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
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

  /** False also for a process that has ended and that only nobody has waited for (a zombie). */
  static boolean lives(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (!Files.exists(stat)) {
      return process.isAlive();
    }
    try {
      String text = Files.readString(stat);
      return !text.startsWith("Z", text.lastIndexOf(')') + 2);
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
