package io.quartermaster.local.command;

import io.quartermaster.local.Terminal;
import io.quartermaster.local.demo.Check;
import io.quartermaster.local.demo.Demo;
import io.quartermaster.local.demo.DemoResult;
import io.quartermaster.local.settings.SetupProgress;
import io.quartermaster.local.stack.EndedPart;
import io.quartermaster.local.stack.RunLock;
import io.quartermaster.local.stack.Stack;
import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.local.stack.StackLayout;
import io.quartermaster.local.stack.StackListener;
import io.quartermaster.local.stack.StackOptions;
import io.quartermaster.local.stack.StackPorts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a whole set-up on a temporary stack. */
@Command(
    name = "demo",
    description =
        "Start a temporary stack on free ports, save an ARN, show each step of the set-up live, and"
            + " verify the result in AWS, GitLab, the AI gateway and on the GitLab host.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./qm demo",
      "  ./qm demo --projects 200 --gateway-environment staging",
      "  ./qm demo --json | jq .ready_seconds",
      "  AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test \\",
      "    ./qm demo --aws-endpoint http://127.0.0.1:4566",
      "",
      "Credentials for --aws-endpoint, --gitlab-url and --gateway-url come from the environment:",
      "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, GITLAB_TOKEN, CLOUD_CONNECTOR_TOKEN. Those that",
      "are not set are the sandbox's own."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every step and every check succeeded",
      "1:a step or a check failed; the output names it",
      "2:wrong usage"
    })
public final class DemoCommand implements Callable<Integer> {
  /** A connection breaks a little before the end of its process is reported. */
  private static final Duration PART_END = Duration.ofSeconds(1);

  @Mixin private EndpointOptions endpoints = new EndpointOptions();

  @Option(
      names = "--role-arn",
      paramLabel = "ARN",
      converter = OptionValues.Role.class,
      defaultValue = "arn:aws:iam::123456789012:role/QDeveloperAccess",
      description = {"The role to save. Default:", "${DEFAULT-VALUE}"})
  private String roleArn = "arn:aws:iam::123456789012:role/QDeveloperAccess";

  @Option(names = "--json", description = "Print one JSON document instead of text.")
  private boolean json;

  @Option(names = "--keep", description = "Keep the folder of the stack, with its logs and data.")
  private boolean keep;

  /** For ./qm, after a build: the training run is a whole set-up. */
  @Option(names = "--make-start-up-caches", hidden = true)
  private boolean makeStartupCaches;

  /** For ./qm, before what takes minutes. */
  @Option(names = "--check-options", hidden = true)
  private boolean checkOptions;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // spec is set by picocli before call.
  DemoCommand() {}

  @Override
  public Integer call() {
    Terminal terminal = json ? silent() : Terminal.standard();
    StackOptions options = endpoints.stackOptions(StackPorts.free(), makeStartupCaches);
    if (checkOptions) {
      return 0;
    }
    Path folder = temporaryFolder();
    StackLayout layout = new StackLayout(home(), folder);
    RunLock lock = RunLock.tryAcquire(layout).orElseThrow();
    StackListener listener = json ? StackListener.SILENT : StackReport.ofTemporaryStack(terminal);
    Stack stack = new Stack(layout, lock, options, listener);
    StackSession session = new StackSession(stack, () -> leave(folder, terminal));
    try {
      terminal.line("Starting a temporary stack in " + folder);
      long began = System.nanoTime();
      stack.start();
      Duration stackStart = Duration.ofNanos(System.nanoTime() - began);
      terminal.line("Stack ready in " + StackReport.seconds(stackStart) + ".");
      terminal.line();
      DemoResult result =
          new Demo(stack, roleArn, options.gatewayEnvironment(), terminal)
              .run(stackStart, stack.firstEnd());
      show(result, terminal);
      return result.passed() ? 0 : 1;
    } catch (StackFailure e) {
      throw explained(e, stack);
    } finally {
      session.close();
    }
  }

  /** What a part that has ended leaves behind, such as a refused connection, is no explanation. */
  private StackFailure explained(StackFailure failure, Stack stack) {
    try {
      EndedPart ended = stack.firstEnd().get(PART_END.toMillis(), TimeUnit.MILLISECONDS);
      String logs = keep ? "" : System.lineSeparator() + "With --keep the logs are kept.";
      return new StackFailure(ended.text() + logs, failure);
    } catch (TimeoutException allPartsRun) {
      return failure;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failure;
    }
  }

  private void show(DemoResult result, Terminal terminal) {
    if (json) {
      spec.commandLine().getOut().println(result.json());
      spec.commandLine().getOut().flush();
      return;
    }
    terminal.line();
    for (SetupProgress.Step step : result.setup().steps()) {
      if (step.remedy() != null) {
        terminal.line(
            terminal.red(step.name() + ": " + step.detail()) + " Remedy: " + step.remedy());
      }
    }
    for (Check check : result.checks()) {
      String mark = check.passed() ? terminal.green("ok    ") : terminal.red("FAILED");
      String found = check.passed() ? "" : " - found: " + check.found();
      terminal.line("  %s %-12s %s%s".formatted(mark, check.area(), check.what(), found));
    }
    terminal.line();
    terminal.line(
        result.passed()
            ? terminal.green("ready in " + StackReport.seconds(result.readyAfter()))
            : terminal.red("not ready"));
  }

  private void leave(Path folder, Terminal terminal) {
    if (keep) {
      terminal.line("Kept: " + folder);
    } else {
      Folders.delete(folder);
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("quartermaster.home", ""));
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("quartermaster-demo-").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Terminal silent() {
    return new Terminal(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
  }
}
