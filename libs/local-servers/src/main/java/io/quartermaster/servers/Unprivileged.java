package io.quartermaster.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How to run a program that refuses to run as root: in a new user namespace where the kernel allows
 * it, so that files keep their owner; otherwise as {@code nobody}, who then owns the data.
 */
enum Unprivileged {
  UNCHANGED(List.of()),
  USER_NAMESPACE(List.of("unshare", "-U")),
  NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

  private static final int NOBODYS_ID = 65534;

  private final List<String> prefix;

  Unprivileged(List<String> prefix) {
    this.prefix = prefix;
  }

  static Unprivileged here() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return UNCHANGED;
    }
    return works(List.of("unshare", "-U", "true")) ? USER_NAMESPACE : NOBODY;
  }

  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(arguments));
    return command;
  }

  /** Makes the user that runs the program the owner of the files. */
  void own(Path directory) {
    if (this != NOBODY) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Files.setAttribute(file, "unix:uid", NOBODYS_ID);
        Files.setAttribute(file, "unix:gid", NOBODYS_ID);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot change the owner of " + directory, e);
    }
  }

  private static boolean works(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command.getFirst(), e);
    }
  }
}
