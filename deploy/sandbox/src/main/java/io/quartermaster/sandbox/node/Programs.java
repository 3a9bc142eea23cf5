package io.quartermaster.sandbox.node;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds programs of this machine. */
public final class Programs {

  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  /** Where servers are installed; not on the PATH of every user. */
  private static final String SYSTEM = "/usr/sbin";

  private Programs() {}

  /** The absolute path of a program; empty when it is not installed. */
  public static Optional<Path> find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(SEPARATOR.splitAsStream(path), Stream.of(SYSTEM))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder).resolve(name).toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether the system's Ruby can load a library. */
  static boolean rubyHas(String library) {
    return find("ruby")
        .map(ruby -> succeeds(ruby.toString(), "-r", library, "-e", ""))
        .orElse(false);
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
