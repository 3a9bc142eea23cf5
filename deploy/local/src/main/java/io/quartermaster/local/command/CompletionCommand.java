package io.quartermaster.local.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion script. */
@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  source <(./qm completion)")
public final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // spec is set by picocli before run.
  CompletionCommand() {}

  @Override
  public void run() {
    spec.commandLine().getOut().print(AutoComplete.bash("qm", spec.root().commandLine()));
    spec.commandLine().getOut().flush();
  }
}
