package io.quartermaster.local.command;

import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.local.stack.StackLayout;
import io.quartermaster.servers.ChildProcess;
import io.quartermaster.servers.Launch;
import io.quartermaster.servers.LogTail;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs {@code up} once more as a process of its own, and waits until that one is ready. */
final class DetachedUp {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final int TAIL = 30;

  private final StackLayout layout;
  private final List<String> arguments;

  DetachedUp(StackLayout layout, List<String> arguments) {
    this.layout = layout;
    this.arguments = arguments;
  }

  void start() {
    layout.create();
    Path log = layout.log("up");
    ChildProcess up =
        ChildProcess.start(
            new Launch(
                "up",
                command(),
                Set.of(),
                Map.of(),
                Path.of("").toAbsolutePath(),
                log,
                layout.pidFile("detached")));
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!Files.exists(layout.runFile())) {
      if (up.endedWithin(POLL_INTERVAL)) {
        throw new StackFailure(
            "The stack could not be started. The end of %s:%n%s"
                .formatted(log, String.join(System.lineSeparator(), LogTail.of(log, TAIL))));
      }
      if (System.nanoTime() > deadline) {
        up.stop(TIMEOUT);
        throw new StackFailure("The stack was not ready in time; see " + log + ".");
      }
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Dquartermaster.terminal=false");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.quartermaster.local.Qm");
    arguments.stream()
        .filter(word -> !word.equals("-d") && !word.equals("--detach"))
        .forEach(command::add);
    return command;
  }
}
