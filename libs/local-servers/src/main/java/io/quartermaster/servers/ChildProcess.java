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

/** A process of ours, its output in a file. */
final class ChildProcess {

  private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final Path logFile;

  private ChildProcess(Process process, Path logFile) {
    this.process = process;
    this.logFile = logFile;
  }

  /**
   * Starts the command in a session of its own where that is possible, so that Ctrl-C in a terminal
   * reaches the program that started it and not the server.
   */
  static ChildProcess start(List<String> command, Path logFile) {
    List<String> words = new ArrayList<>();
    Path setsid = Path.of("/usr/bin/setsid");
    if (Files.isExecutable(setsid)) {
      words.add(setsid.toString());
    }
    words.addAll(command);
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
              .start();
      process.getOutputStream().close();
      return new ChildProcess(process, logFile);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
    }
  }

  /** Runs the command to its end. */
  static void run(String name, List<String> command, Path logFile, Duration timeout) {
    ChildProcess child = start(command, logFile);
    if (!child.ended(timeout)) {
      child.kill();
      throw new ServerStartException(name, "did not end within " + timeout, logFile);
    }
    if (child.process.exitValue() != 0) {
      throw new ServerStartException(name, "ended with " + child.process.exitValue(), logFile);
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits until the probe says yes.
   *
   * @return false when the process ended before
   * @throws ServerStartException when the time is over
   */
  boolean awaitReady(String name, Duration timeout, BooleanSupplier probe) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!probe.getAsBoolean()) {
      if (ended(PROBE_INTERVAL)) {
        return false;
      }
      if (System.nanoTime() > deadline) {
        kill();
        throw new ServerStartException(name, "was not ready within " + timeout, logFile);
      }
    }
    return true;
  }

  /** Asks the process to end, and ends it by force when it does not. */
  void stop(Duration patience) {
    process.destroy();
    if (!ended(patience)) {
      kill();
    }
  }

  /** Ends the process at once, without a chance to tidy up, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    if (!ended(KILL_PATIENCE)) {
      throw new IllegalStateException("Process " + process.pid() + " survived a kill");
    }
  }

  boolean ended(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for process " + process.pid(), e);
    }
  }
}
