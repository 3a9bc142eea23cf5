package io.quartermaster.sandbox;

import io.quartermaster.sandbox.aws.protocol.AccessKey;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs the sandbox as a program until SIGTERM. Prints one line to stdout when it is ready. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = "A test double of AWS IAM and STS, the GitLab REST API and the AI gateway.")
public final class SandboxMain implements Callable<Integer> {

  @Option(
      names = "--aws-port",
      defaultValue = "8111",
      description = "IAM and STS (${DEFAULT-VALUE})")
  private int awsPort;

  @Option(names = "--gitlab-port", defaultValue = "8112", description = "GitLab (${DEFAULT-VALUE})")
  private int gitlabPort;

  @Option(
      names = "--gateway-port",
      defaultValue = "8113",
      description = "AI gateway (${DEFAULT-VALUE})")
  private int gatewayPort;

  @Option(
      names = "--control-port",
      defaultValue = "8110",
      description = "control API (${DEFAULT-VALUE})")
  private int controlPort;

  @Option(names = "--groups", defaultValue = "5", description = "groups to seed (${DEFAULT-VALUE})")
  private int groups;

  @Option(
      names = "--projects",
      defaultValue = "10",
      description = "projects to seed (${DEFAULT-VALUE})")
  private int projects;

  @Option(
      names = "--aws-endpoint",
      description =
          "IAM that the gateway reads instead of the sandbox's own; signs with AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY")
  private @Nullable URI awsEndpoint;

  @Option(
      names = "--other-gitlab",
      description = "the OAuth applications are in another GitLab: the gateway accepts any")
  private boolean otherGitLab;

  @Option(
      names = "--state-file",
      description = "keeps state and credentials over restarts, saved on a clean stop")
  private @Nullable Path stateFile;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  /** Entry point. */
  public static void main(String[] args) {
    // The AWS SDK logs through SLF4J, which warns about a missing binding on stderr.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    CommandLine commandLine = new CommandLine(new SandboxMain());
    commandLine.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          failed.getErr().println(failure.getMessage());
          return failed.getCommandSpec().exitCodeOnExecutionException();
        });
    System.exit(commandLine.execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandLine commandLine = commandLine();
    Sandbox sandbox = Sandbox.start(options(commandLine));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  sandbox.close();
                  stopped.countDown();
                },
                "sandbox-stop"));
    PrintWriter out = commandLine.getOut();
    out.println(
        "Sandbox ready: aws="
            + sandbox.awsUrl()
            + " gitlab="
            + sandbox.gitlabUrl()
            + " gateway="
            + sandbox.gatewayUrl()
            + " control="
            + sandbox.controlUrl());
    out.flush();
    stopped.await();
    return 0;
  }

  private SandboxOptions options(CommandLine commandLine) {
    SandboxOptions options =
        SandboxOptions.defaults()
            .withPorts(new SandboxOptions.Ports(awsPort, gitlabPort, gatewayPort, controlPort))
            .withSeed(groups, projects);
    if (awsEndpoint != null) {
      options =
          options.withIam(
              awsEndpoint,
              new AccessKey(
                  environment(commandLine, "AWS_ACCESS_KEY_ID"),
                  environment(commandLine, "AWS_SECRET_ACCESS_KEY")));
    }
    if (stateFile != null) {
      options = options.withStateFile(stateFile);
    }
    return otherGitLab ? options.withOtherGitLab() : options;
  }

  private static String environment(CommandLine commandLine, String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new ParameterException(
          commandLine, "--aws-endpoint needs " + name + " in the environment");
    }
    return value;
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("Not started from a command line");
    }
    return spec.commandLine();
  }
}
