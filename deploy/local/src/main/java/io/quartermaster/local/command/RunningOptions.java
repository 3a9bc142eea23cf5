package io.quartermaster.local.command;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of the {@code up} that runs, in a file of the stack: a later {@code up} changes
 * nothing, and has to say which of its options it ignores.
 */
record RunningOptions(Map<String, String> values) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OF_THE_COMMAND =
      Set.of("--state", "--detach", "--help", "--version");

  static RunningOptions of(CommandSpec command) {
    Map<String, String> values =
        command.options().stream()
            .filter(RunningOptions::isOfTheStack)
            .collect(
                Collectors.toMap(
                    OptionSpec::longestName,
                    RunningOptions::value,
                    (one, other) -> one,
                    TreeMap::new));
    return new RunningOptions(values);
  }

  private static boolean isOfTheStack(OptionSpec option) {
    return !option.hidden() && !OF_THE_COMMAND.contains(option.longestName());
  }

  private static String value(OptionSpec option) {
    @Nullable Object value = option.getValue();
    return value == null ? "not set" : value.toString();
  }

  void write(Path file) {
    try {
      Files.writeString(file, JSON.writeValueAsString(values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No options when there is no such file, for example of an older version. */
  static RunningOptions read(Path file) {
    try {
      return new RunningOptions(
          JSON.readValue(Files.readString(file), new TypeReference<Map<String, String>>() {}));
    } catch (NoSuchFileException e) {
      return new RunningOptions(Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The given options that differ from the running ones, each with both values. */
  List<String> ignored(ParseResult given) {
    return given.matchedOptions().stream()
        .filter(RunningOptions::isOfTheStack)
        .filter(option -> !value(option).equals(values.get(option.longestName())))
        .map(
            option ->
                "%s %s (running: %s)"
                    .formatted(
                        option.longestName(),
                        value(option),
                        values.getOrDefault(option.longestName(), "unknown")))
        .toList();
  }
}
