package io.quartermaster.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * A child process, its output appended to a log file and its pid in a {@link PidFile} for as long
 * as it is expected to run. {@link #stop} and {@link #kill} return when the process has ended.
 */
public final class ChildProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

  private final Launch launch;
  private final Process process;

  private ChildProcess(Launch launch, Process process) {
    this.launch = launch;
    this.process = process;
  }

  /**
   * Starts the command, in its own session where {@code setsid} is available: Ctrl-C in a terminal
   * then reaches only the parent, which stops its children in order.
   */
  public static ChildProcess start(Launch launch) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.addAll(launch.command());
    try {
      Files.createDirectories(launch.log().toAbsolutePath().getParent());
      Files.createDirectories(launch.directory());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(launch.directory().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
      builder.environment().keySet().removeAll(launch.withheld());
      builder.environment().putAll(launch.environment());
      Process process = builder.start();
      launch.pidFile().write(process.toHandle());
      return new ChildProcess(launch, process);
    } catch (IOException e) {
      throw new UncheckedIOException(launch.name() + " cannot be started", e);
    }
  }

  /** Runs the command to completion; throws when it fails or exceeds the timeout. */
  static void run(Launch launch, Duration timeout) {
    ChildProcess child = start(launch);
    if (!child.endedWithin(timeout)) {
      child.kill();
      throw new ServerStartException(launch.name(), "did not end within " + timeout, launch.log());
    }
    launch.pidFile().delete();
    if (child.process.exitValue() != 0) {
      throw new ServerStartException(
          launch.name(), "exited with status " + child.process.exitValue(), launch.log());
    }
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

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit status of a process that has ended. */
  public int exitStatus() {
    return process.exitValue();
  }

  /** Calls the listener with the exit status when the process ends. */
  public void onExit(IntConsumer listener) {
    Thread.ofVirtual().start(() -> listener.accept(process.onExit().join().exitValue()));
  }

  /**
   * Waits until the probe succeeds.
   *
   * @return false when the process ended first
   * @throws ServerStartException on timeout, after killing the process
   */
  boolean awaitReady(Duration timeout, BooleanSupplier probe) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!probe.getAsBoolean()) {
      if (endedWithin(PROBE_INTERVAL)) {
        return false;
      }
      if (System.nanoTime() > deadline) {
        kill();
        throw new ServerStartException(name(), "was not ready within " + timeout, log());
      }
    }
    return true;
  }

  /** Waits for the process to end, up to the timeout; returns whether it has ended. */
  public boolean endedWithin(Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /**
   * Terminates the process, and kills it after the timeout.
   *
   * @return whether it ended without being killed
   */
  public boolean stop(Duration timeout) {
    process.destroy();
    boolean ended = endedWithin(timeout);
    if (!ended) {
      kill();
    }
    launch.pidFile().delete();
    return ended;
  }

  /** As {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    if (!endedWithin(KILL_TIMEOUT)) {
      throw new IllegalStateException("Process " + process.pid() + " survived a kill");
    }
    launch.pidFile().delete();
  }
}
