package io.quartermaster.sandbox.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a stand-in node uses for the Ruby that GitLab brings along.
 *
 * @param command the program and the arguments that come before those of a script
 */
public record StandInRuby(List<String> command) {

  /** From this version on the JVM warns about what JRuby uses. */
  private static final int JDK_WITH_UNSAFE_WARNINGS = 23;

  public StandInRuby {
    command = List.copyOf(command);
  }

  /** The system's Ruby, without the gems that nothing here uses: it starts in half the time. */
  public static Optional<StandInRuby> ofSystem() {
    return Programs.find("ruby")
        .map(program -> new StandInRuby(List.of(program.toString(), "--disable-gems")));
  }

  /**
   * JRuby on the JVM that runs this program.
   *
   * @param jar the complete JRuby
   */
  public static StandInRuby ofJar(Path jar) {
    Stream<String> quiet =
        Runtime.version().feature() >= JDK_WITH_UNSAFE_WARNINGS
            ? Stream.of("--sun-misc-unsafe-memory-access=allow")
            : Stream.empty();
    return new StandInRuby(
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Stream.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED"),
                quiet,
                Stream.of("-jar", jar.toAbsolutePath().toString(), "--dev"))
            .flatMap(part -> part)
            .toList());
  }

  /** A shell script that is this Ruby. */
  String script() {
    String words =
        command.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    return "#!/bin/sh\nexec " + words + " \"$@\"\n";
  }
}
