package io.quartermaster.local.command;

import io.quartermaster.local.stack.StackFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What the script {@code ./qm} does without this program. They are here so that help and completion
 * know them.
 */
public final class ScriptCommands {
  private ScriptCommands() {}

  /** Builds everything and runs every test. */
  @Command(
      name = "test",
      description = "Run every check and every test.",
      mixinStandardHelpOptions = true)
  public static final class TestCommand implements Runnable {
    @Option(names = "--fast", description = "Only the tests that need no server, without gates.")
    private boolean fast;

    @Parameters(
        paramLabel = "MAVEN-ARGUMENT",
        description = "Passed to Maven, for example -pl iam-provisioner -am.")
    private @Nullable List<String> arguments;

    @Override
    public void run() {
      throw byTheScript(fast ? "test --fast" : "test", arguments);
    }
  }

  /** Formats the sources. */
  @Command(name = "fmt", description = "Format all sources.", mixinStandardHelpOptions = true)
  public static final class FmtCommand implements Runnable {
    @Override
    public void run() {
      throw byTheScript("fmt", null);
    }
  }

  private static StackFailure byTheScript(String name, @Nullable List<String> arguments) {
    String text = arguments == null ? "" : " " + String.join(" ", arguments);
    return new StackFailure("Run ./qm " + name + text + " from the repository.");
  }
}
