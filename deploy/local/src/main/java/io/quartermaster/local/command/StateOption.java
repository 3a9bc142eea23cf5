package io.quartermaster.local.command;

import io.quartermaster.local.stack.StackLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which stack a command is about. */
final class StateOption {
  /** Kafka's log.dirs, the services' configuration or a properties file reads these differently. */
  private static final Pattern UNUSABLE = Pattern.compile("[,$\\\\\"\\p{Cntrl}]");

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Where the stack keeps data, logs and secrets; several stacks can live side by side."
              + " Default: .qm in the repository.")
  private @Nullable String state;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // spec is set by picocli.
  StateOption() {}

  /** The layout; a path that can be no folder is wrong usage. */
  StackLayout layout() {
    Path home = Path.of(System.getProperty("quartermaster.home", "")).toAbsolutePath().normalize();
    if (state == null) {
      return StackLayout.ofRepository(home);
    }
    if (state.isBlank() || UNUSABLE.matcher(state).find()) {
      throw wrong("name a folder, without , $ \\ \" and control characters in its path");
    }
    Path folder = Path.of(state).toAbsolutePath().normalize();
    if (home.startsWith(folder)) {
      throw wrong("%s contains the repository; name a folder of its own".formatted(folder));
    }
    nearestExisting(folder)
        .filter(each -> !Files.isDirectory(each))
        .ifPresent(
            each -> {
              throw wrong("%s exists and is not a folder; name another folder".formatted(each));
            });
    return new StackLayout(home, folder);
  }

  /** The layout, if files can be created there. Leaves nothing behind. */
  StackLayout writableLayout() {
    StackLayout layout = layout();
    Path present = nearestExisting(layout.state()).orElseThrow();
    try {
      Files.createDirectories(layout.state());
      Files.delete(Files.createTempDirectory(layout.state(), ".quartermaster"));
    } catch (IOException e) {
      throw wrong(
          "%s cannot be written (in %s); change its permissions or name another folder"
              .formatted(layout.state(), present));
    } finally {
      deleteEmpty(layout.state(), present);
    }
    return layout;
  }

  /** From the folder up to what was there before. */
  private static void deleteEmpty(Path folder, Path present) {
    try {
      for (Path each = folder; each != null && !each.equals(present); each = each.getParent()) {
        if (Files.exists(each)) {
          Files.delete(each);
        }
      }
    } catch (DirectoryNotEmptyException usedMeanwhile) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The option for a command that is shown to people: nothing for the default stack. */
  static String asText(StackLayout layout) {
    return layout.equals(StackLayout.ofRepository(layout.home()))
        ? ""
        : " --state '" + layout.state().toString().replace("'", "'\\''") + "'";
  }

  private static Optional<Path> nearestExisting(Path folder) {
    Path each = folder;
    while (each != null && !Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
      each = each.getParent();
    }
    return Optional.ofNullable(each);
  }

  private ParameterException wrong(String reason) {
    return new ParameterException(
        spec.commandLine(), "Invalid value for option '--state': " + reason);
  }
}
