package io.quartermaster.local.command;

import io.quartermaster.local.stack.StackLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class StateOption {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Where the stack keeps data, logs and secrets; several stacks can live side by side."
              + " Default: .qm in the repository.")
  private @Nullable Path state;

  StackLayout layout() {
    Path home = Path.of(System.getProperty("quartermaster.home", ""));
    return state == null ? StackLayout.ofRepository(home) : new StackLayout(home, state);
  }
}
