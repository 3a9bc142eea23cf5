package io.quartermaster.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * A started child. {@link #stop} asks first and forces after the patience has run out, so it always
 * ends with a dead child.
 */
public final class ChildProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Launch launch;
  private final Process process;

  private ChildProcess(Launch launch, Process process) {
    this.launch = launch;
    this.process = process;
  }

  public static ChildProcess start(Launch launch) {
    try {
      Files.createDirectories(launch.log().toAbsolutePath().getParent());
      Files.createDirectories(launch.directory());
      List<String> command = new ArrayList<>(ownSession());
      command.addAll(launch.command());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(launch.directory().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(launch.log().toFile());
      builder.environment().keySet().removeAll(launch.withheld());
      builder.environment().putAll(launch.environment());
      Process process = builder.start();
      launch.pidFile().write(process.toHandle());
      return new ChildProcess(launch, process);
    } catch (IOException e) {
      throw new UncheckedIOException(launch.name() + " could not be started", e);
    }
  }

  /** Without it Ctrl-C would reach every child at once and they would stop in any order. */
  private static List<String> ownSession() {
    return Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of();
  }

  public String name() {
    return launch.name();
  }

  public Path log() {
    return launch.log();
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Waits at most that long; true when the child has ended. */
  public boolean endedWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** Tells the exit value when the child has ended. */
  public void onExit(IntConsumer listener) {
    Thread.ofVirtual().start(() -> listener.accept(process.onExit().join().exitValue()));
  }

  /**
   * Asks the child to end and forces it when it has not after the patience.
   *
   * @return whether it ended by itself
   */
  public boolean stop(Duration patience) {
    process.destroy();
    boolean byItself = endedWithin(patience);
    if (!byItself) {
      process.destroyForcibly();
      endedWithin(Duration.ofSeconds(5));
    }
    launch.pidFile().delete();
    return byItself;
  }

  /** As {@code kill -9}: the child gets no chance to say goodbye. */
  public void kill() {
    process.destroyForcibly();
    endedWithin(Duration.ofSeconds(5));
    launch.pidFile().delete();
  }
}
