package io.quartermaster.local.command;

import io.quartermaster.local.stack.StackFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      description = "Build everything behind every gate and run every test.",
      mixinStandardHelpOptions = true)
  public static final class TestCommand implements Runnable {
    @Parameters(
        paramLabel = "MAVEN-ARGUMENT",
        description = "Given to Maven, for example -pl iam-provisioner -am.")
    private @Nullable List<String> arguments;

    @Override
    public void run() {
      throw byTheScript("test", arguments);
    }
  }

  /** Formats the sources. */
  @Command(
      name = "fmt",
      description = "Format all sources as the build wants them.",
      mixinStandardHelpOptions = true)
  public static final class FmtCommand implements Runnable {
    @Override
    public void run() {
      throw byTheScript("fmt", null);
    }
  }

  private static StackFailure byTheScript(String name, @Nullable List<String> arguments) {
    String words = arguments == null ? "" : " " + String.join(" ", arguments);
    return new StackFailure("Run ./qm " + name + words + " from the repository.");
  }
}
