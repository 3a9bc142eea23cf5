package io.quartermaster.local;

import io.quartermaster.local.command.AuditCommand;
import io.quartermaster.local.command.CompletionCommand;
import io.quartermaster.local.command.DemoCommand;
import io.quartermaster.local.command.DownCommand;
import io.quartermaster.local.command.ScriptCommands;
import io.quartermaster.local.command.StatusCommand;
import io.quartermaster.local.command.TokenCommand;
import io.quartermaster.local.command.UpCommand;
import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.servers.DirectoryInUseException;
import io.quartermaster.servers.PortInUseException;
import io.quartermaster.servers.ServerStartException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command line of {@code ./qm}. Exit status: 0 success, 1 failure (the message names the
 * remedy), 2 wrong usage.
 */
@Command(
    name = "./qm",
    description = "Runs the whole product on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Qm.Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:success", "1:failure; the message names the remedy", "2:wrong usage"},
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      TokenCommand.class,
      StatusCommand.class,
      DownCommand.class,
      AuditCommand.class,
      CompletionCommand.class,
      ScriptCommands.TestCommand.class,
      ScriptCommands.FmtCommand.class
    })
public final class Qm implements Runnable {
  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // spec is set by picocli before run.
  Qm() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine(new Qm())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(HELP_WIDTH)
            .setParameterExceptionHandler(Qm::wrongUsage)
            .setExecutionExceptionHandler(Qm::failed);
    inheritVersion(commandLine);
    return commandLine;
  }

  private static void inheritVersion(CommandLine command) {
    for (CommandLine each : command.getSubcommands().values()) {
      each.getCommandSpec().versionProvider(command.getCommandSpec().versionProvider());
      inheritVersion(each);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command.");
  }

  /** Two lines instead of the whole page of options, which would hide the reason. */
  private static int wrongUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println("qm: " + failure.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    command.getErr().println("Options: " + command.getCommandSpec().qualifiedName() + " --help");
    command.getErr().flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    return switch (failure) {
      case StackFailure f -> report(f, command);
      case ServerStartException f -> report(f, command);
      case PortInUseException f -> report(f, command);
      case DirectoryInUseException f -> report(f, command);
      case UncheckedIOException f -> report(new StackFailure(about(f), f), command);
      default -> throw failure;
    };
  }

  /** The message of a file's exception is often its name alone. */
  private static String about(UncheckedIOException failure) {
    return failure.getCause() instanceof FileSystemException file
        ? "%s cannot be used: %s. Check its permissions and the space on the disk."
            .formatted(
                file.getFile(),
                Objects.requireNonNullElse(file.getReason(), file.getClass().getSimpleName()))
        : String.valueOf(failure.getMessage());
  }

  private static int report(Exception failure, CommandLine command) {
    command.getErr().println("qm: " + failure.getMessage());
    command.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The version of the build, from the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Qm.class.getPackage().getImplementationVersion();
      return new String[] {"qm " + (version == null ? "(not packaged)" : version)};
    }
  }
}
