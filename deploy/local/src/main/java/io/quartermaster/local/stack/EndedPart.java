package io.quartermaster.local.stack;

import io.quartermaster.servers.LogTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A part that ended without being asked to, and why: its exit status and the end of its log. It is
 * recorded in a file, so that {@code ./qm status}, another process, knows the exit status too.
 */
public record EndedPart(String name, int exitStatus, Path log) {
  private static final int TAIL = 12;
  private static final int SIGNALLED = 128;

  /** One sentence, and one that introduces the {@link #tail}. */
  public String headline() {
    String signal =
        exitStatus > SIGNALLED ? " (ended by signal " + (exitStatus - SIGNALLED) + ")" : "";
    return "%s has stopped with exit status %d%s. The end of %s:"
        .formatted(name, exitStatus, signal, log);
  }

  /** The last lines of the log, indented; says so when there are none. */
  public List<String> tail() {
    return tailOf(log);
  }

  /** The headline and the tail. */
  public String text() {
    return headline() + System.lineSeparator() + String.join(System.lineSeparator(), tail());
  }

  /** The last lines of a log, indented; says so when there are none. */
  public static List<String> tailOf(Path log) {
    List<String> lines = LogTail.of(log, TAIL);
    return lines.isEmpty()
        ? List.of("    (no output)")
        : lines.stream().map(line -> "    " + line).toList();
  }

  void record(Path file) {
    try {
      Files.writeString(file, Integer.toString(exitStatus));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All recorded ends of the running stack. */
  public static List<EndedPart> all(StackLayout layout) {
    return StackLayout.partNames().stream().flatMap(name -> read(layout, name).stream()).toList();
  }

  /** The recorded end of a part; empty when it has not ended, or not unexpectedly. */
  public static Optional<EndedPart> read(StackLayout layout, String name) {
    try {
      int exitStatus = Integer.parseInt(Files.readString(layout.exitFile(name)).strip());
      return Optional.of(new EndedPart(name, exitStatus, layout.log(name)));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
