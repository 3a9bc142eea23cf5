package io.quartermaster.local.command;

import io.quartermaster.local.Terminal;
import io.quartermaster.local.stack.EndedPart;
import io.quartermaster.local.stack.RunFile;
import io.quartermaster.local.stack.RunLock;
import io.quartermaster.local.stack.Stack;
import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.local.stack.StackLayout;
import io.quartermaster.local.stack.StackOptions;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Runs the whole product until stopped. */
@Command(
    name = "up",
    description =
        "Start Kafka, PostgreSQL, the sandbox and the five services, wait until all are ready, and"
            + " run until Ctrl-C. The next up finds the same data.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./qm up",
      "  ./qm up --detach && ./qm status && ./qm down",
      "  ./qm up --port-base 9100 --kafka-port 29092 --postgres-port 25432",
      "  AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test \\",
      "    ./qm up --aws-endpoint http://127.0.0.1:4566",
      "",
      "Credentials for --aws-endpoint, --gitlab-url and --gateway-url come from the environment:",
      "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, GITLAB_TOKEN, CLOUD_CONNECTOR_TOKEN. Those that",
      "are not set are the sandbox's own."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:stopped on request, ready (--detach), or already running",
      "1:failed to start; the message names the remedy",
      "2:wrong usage"
    })
public final class UpCommand implements Runnable {
  @Mixin private PortOptions ports = new PortOptions();
  @Mixin private EndpointOptions endpoints = new EndpointOptions();
  @Mixin private StateOption state = new StateOption();

  @Option(
      names = {"-d", "--detach"},
      description = "Return when everything is ready; ./qm down stops it.")
  private boolean detach;

  /** For ./qm, before what takes minutes. */
  @Option(names = "--check-options", hidden = true)
  private boolean checkOptions;

  @Spec private CommandSpec spec;

  private final Terminal terminal = Terminal.standard();

  @SuppressWarnings("NullAway.Init") // spec is set by picocli before run.
  UpCommand() {}

  @Override
  public void run() {
    StackOptions options = endpoints.stackOptions(ports.ports(), false);
    StackLayout layout = state.writableLayout();
    if (checkOptions) {
      return;
    }
    Optional<RunLock> lock = RunLock.tryAcquire(layout);
    if (lock.isEmpty()) {
      reportRunning(layout);
      return;
    }
    noteKeptSeed(layout);
    if (detach) {
      new RunFile(layout.runFile()).delete();
      lock.get().close();
      new DetachedUp(layout, spec.root().commandLine().getParseResult().originalArgs()).start();
      reportReady(layout);
    } else {
      runHere(layout, lock.get(), options);
    }
  }

  private void runHere(StackLayout layout, RunLock lock, StackOptions options) {
    long began = System.nanoTime();
    boolean first = !Files.exists(layout.postgresData());
    RunningOptions.of(spec).write(layout.optionsFile());
    terminal.line(first ? "Starting (with new databases)" : "Starting");
    Stack stack = new Stack(layout, lock, options, StackReport.of(layout, terminal));
    try (StackSession session = new StackSession(stack, () -> terminal.line("Stopped."))) {
      stack.start();
      terminal.line(
          "Ready in " + StackReport.seconds(Duration.ofNanos(System.nanoTime() - began)) + ".");
      reportReady(layout);
      session.awaitStop();
    }
  }

  /** The sandbox's GitLab is filled once: its state is kept with the other data. */
  private void noteKeptSeed(StackLayout layout) {
    ParseResult given = spec.commandLine().getParseResult();
    boolean seed = given.hasMatchedOption("--groups") || given.hasMatchedOption("--projects");
    if (seed && Files.exists(layout.sandboxState())) {
      terminal.line(
          "--groups and --projects are ignored: the sandbox keeps the GitLab of an earlier start in "
              + layout.sandboxState()
              + ". Name another folder with --state to start with an empty one.");
    }
  }

  private void reportRunning(StackLayout layout) {
    String pid = RunLock.holder(layout).map(holder -> " (pid " + holder.pid() + ")").orElse("");
    if (new RunFile(layout.runFile()).read().isEmpty()) {
      throw new StackFailure(
          "Another ./qm up" + pid + " is starting or stopping; retry in a moment.");
    }
    terminal.line(
        "Already running" + pid + ". ./qm down" + StateOption.asText(layout) + " stops it.");
    EndedPart.all(layout).forEach(StackReport.of(layout, terminal)::died);
    List<String> ignored =
        RunningOptions.read(layout.optionsFile()).ignored(spec.commandLine().getParseResult());
    if (!ignored.isEmpty()) {
      terminal.line("The running stack does not change. These options are ignored:");
      ignored.forEach(option -> terminal.line("  " + option));
      terminal.line("To use them, run ./qm down" + StateOption.asText(layout) + " first.");
    }
    reportReady(layout);
  }

  private void reportReady(StackLayout layout) {
    String about = StateOption.asText(layout);
    new RunFile(layout.runFile())
        .read()
        .ifPresent(
            addresses -> {
              StackReport.of(layout, terminal).addresses(layout, addresses);
              terminal.line(
                  """
                  Save an ARN (from another terminal, in the repository):
                    curl -X PUT -H "Authorization: Bearer $(./qm token%s)" \\
                      -H 'Content-Type: application/json' -H 'If-Match: *' \\
                      -d '{"role_arn": "arn:aws:iam::123456789012:role/QDeveloperAccess",
                           "availability": "default_on", "auto_review_enabled": false}' \\
                      %s
                  Watch:  ./qm status%s
                  Stop:   Ctrl-C or ./qm down%s"""
                      .formatted(about, addresses.settingsApi().resolve("settings"), about, about));
            });
  }
}
