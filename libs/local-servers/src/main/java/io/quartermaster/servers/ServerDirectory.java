package io.quartermaster.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory of one server, used by one program at a time. A process that is still running when
 * the lock is acquired was left by a killed program, and is stopped.
 */
record ServerDirectory(Path path, LockFile lock) implements AutoCloseable {
  private static final String LOCK = "lock";

  /**
   * Acquires the directory and stops what an earlier program left running in it.
   *
   * @throws DirectoryInUseException when another program uses it
   */
  static ServerDirectory acquire(Path path, boolean startEmpty) {
    Path absolute = path.toAbsolutePath().normalize();
    LockFile lock =
        LockFile.tryAcquire(absolute.resolve(LOCK))
            .orElseThrow(() -> new DirectoryInUseException(path));
    ServerDirectory directory = new ServerDirectory(absolute, lock);
    PidFile.stopAll(List.of(directory.pidFile()));
    if (startEmpty) {
      directory.deleteContents();
    }
    return directory;
  }

  private void deleteContents() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(path) && !file.equals(path.resolve(LOCK))) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot empty " + path, e);
    }
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  PidFile pidFile() {
    return PidFile.in(path);
  }

  /** Starts the server itself, whose pid the directory remembers. */
  ChildProcess start(String name, List<String> command, Path log) {
    return ChildProcess.start(launch(name, command, log, pidFile()));
  }

  /** Runs a command of the server to completion. */
  void run(String name, List<String> command, Path log, Duration timeout) {
    ChildProcess.run(launch(name, command, log, new PidFile(resolve("command.pid"))), timeout);
  }

  private Launch launch(String name, List<String> command, Path log, PidFile pidFile) {
    return new Launch(name, command, Set.of(), Map.of(), path, log, pidFile);
  }

  @Override
  public void close() {
    lock.close();
  }
}
