package io.quartermaster.local.stack;

import io.quartermaster.servers.ChildProcess;
import io.quartermaster.servers.Launch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A JVM of the stack: a service or the sandbox. {@link #awaitReady} fails with the end of its log
 * when it dies or does not answer in time.
 */
final class JavaPart implements Part {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(180);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  private final Role role;
  private final ChildProcess process;
  private final StartupCache cache;
  private final long startedAt = System.nanoTime();
  private volatile boolean ready;

  private JavaPart(Role role, ChildProcess process, StartupCache cache) {
    this.role = role;
    this.process = process;
    this.cache = cache;
  }

  static JavaPart start(Role role, Launch launch, StartupCache cache) {
    return new JavaPart(role, ChildProcess.start(launch), cache);
  }

  /**
   * The java of this very JVM, small and quick to start. It exits when memory runs out: threads
   * that have died of it do not come back, while the others continue.
   */
  static List<String> jvm(int heapMegabytes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heapMegabytes + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dfile.encoding=UTF-8");
  }

  /**
   * Waits until the address answers.
   *
   * @param otherParts throws when another part has ended, which ends the wait
   * @return how long it took
   */
  Duration awaitReady(URI address, Runnable otherParts) {
    while (!HttpProbe.answers(address)) {
      if (process.endedWithin(POLL_INTERVAL)) {
        throw new StackFailure(new EndedPart(name(), process.exitStatus(), log()).text());
      }
      otherParts.run();
      if (age().compareTo(START_TIMEOUT) > 0) {
        throw failure(
            "does not answer at " + address + " after " + START_TIMEOUT.toSeconds() + " s");
      }
    }
    ready = true;
    return age();
  }

  private StackFailure failure(String what) {
    return new StackFailure(
        "%s %s. The end of %s:%n%s"
            .formatted(
                name(), what, log(), String.join(System.lineSeparator(), EndedPart.tailOf(log()))));
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  @Override
  public String name() {
    return process.name();
  }

  @Override
  public Path log() {
    return process.log();
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public void onExit(IntConsumer listener) {
    process.onExit(listener);
  }

  @Override
  public void stop() {
    if (cache.trains() && !ready) {
      // No cache of a failed start.
      process.kill();
      return;
    }
    if (process.stop(cache.trains() ? StartupCache.TRAINING_TIMEOUT : STOP_TIMEOUT)) {
      cache.keep();
    }
  }

  /** As {@code kill -9}. */
  void kill() {
    process.kill();
  }

  long pid() {
    return process.pid();
  }
}
