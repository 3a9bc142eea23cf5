package io.quartermaster.local.command;

import io.quartermaster.local.Terminal;
import io.quartermaster.local.stack.RunFile;
import io.quartermaster.local.stack.RunLock;
import io.quartermaster.local.stack.Stack;
import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.local.stack.StackLayout;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole product until it is asked to stop. */
@Command(
    name = "up",
    description =
        "Start Kafka, PostgreSQL, the sandbox and the five services, wait until all are healthy, and"
            + " run until Ctrl-C. Data is kept and found again by the next up.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./qm up",
      "  ./qm up --detach && ./qm status && ./qm down",
      "  ./qm up --port-base 9100 --kafka-port 29092 --postgres-port 25432",
      "  AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... ./qm up --aws-endpoint http://127.0.0.1:4566",
      "",
      "A server given with --aws-endpoint, --gitlab-url or --gateway-url is let in with the",
      "credentials of the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, GITLAB_TOKEN,",
      "CLOUD_CONNECTOR_TOKEN. Those that are not set are the sandbox's own."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:stopped as asked, or (--detach) ready, or running already",
      "1:could not be started; the message says what to do",
      "2:wrong usage"
    })
public final class UpCommand implements Runnable {
  @Mixin private PortOptions ports = new PortOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private StateOption state = new StateOption();

  @Option(
      names = {"-d", "--detach"},
      description = "Come back when everything is ready; ./qm down stops it.")
  private boolean detach;

  @Spec private CommandSpec spec;

  private final Terminal terminal = Terminal.standard();
  private final StackReport report = new StackReport(terminal);

  @SuppressWarnings("NullAway.Init") // spec is set by picocli before run.
  UpCommand() {}

  @Override
  public void run() {
    StackLayout layout = state.layout();
    Optional<RunLock> lock = RunLock.tryAcquire(layout);
    if (lock.isEmpty()) {
      sayRunning(layout);
    } else if (detach) {
      new RunFile(layout.runFile()).delete();
      lock.get().close();
      new DetachedUp(layout, spec.root().commandLine().getParseResult().originalArgs()).start();
      sayReady(layout);
    } else {
      runHere(layout, lock.get());
    }
  }

  private void runHere(StackLayout layout, RunLock lock) {
    long began = System.nanoTime();
    boolean first = !Files.exists(layout.postgresData());
    terminal.line(first ? "Starting (the first time it also prepares its databases)" : "Starting");
    Stack stack = new Stack(layout, lock, world.stackOptions(ports.ports(), false), report);
    try (StackSession session = new StackSession(stack, () -> terminal.line("Stopped."))) {
      stack.start();
      terminal.line(
          "Ready in " + StackReport.seconds(Duration.ofNanos(System.nanoTime() - began)) + ".");
      sayReady(layout);
      session.awaitStop();
    }
  }

  private void sayRunning(StackLayout layout) {
    String pid = RunLock.holder(layout).map(holder -> " (pid " + holder.pid() + ")").orElse("");
    if (new RunFile(layout.runFile()).read().isEmpty()) {
      throw new StackFailure(
          "Another ./qm up" + pid + " is starting or stopping right now; try again in a moment.");
    }
    terminal.line("Already running" + pid + ". ./qm down stops it.");
    sayReady(layout);
  }

  private void sayReady(StackLayout layout) {
    boolean usual = layout.equals(StackLayout.ofRepository(layout.home()));
    String about = usual ? "" : " --state " + layout.state();
    new RunFile(layout.runFile())
        .read()
        .ifPresent(
            addresses -> {
              report.addresses(layout, addresses);
              terminal.line("Save an ARN (from another terminal, in the repository):");
              terminal.line(
                  "  curl -X PUT -H \"Authorization: Bearer $(./qm token"
                      + about
                      + ")\" -H 'Content-Type: application/json' -H 'If-Match: *' \\");
              terminal.line(
                  "    -d '{\"role_arn\":\"arn:aws:iam::123456789012:role/QDeveloperAccess\",\"availability\":\"default_on\",\"auto_review_enabled\":false}' \\");
              terminal.line("    " + addresses.settingsApi().resolve("settings"));
              terminal.line(
                  "Watch:  ./qm status" + about + "      Stop:  Ctrl-C or ./qm down" + about);
            });
  }
}
