package io.quartermaster.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.sandbox.node.StandInNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A gitlab.rb as administrators have it, before anything of ours is in it.
 *
 * @param content with {@code @ETC@} and {@code @INCLUDE@} for the paths of the node
 * @param omnibusConfig the {@code GITLAB_OMNIBUS_CONFIG} of a container; null without one
 * @param afterRemoval what is left when our statement was in it and is removed; null when that is
 *     the content itself
 * @param refusals the code of the failure for each refused goal
 */
record StartingFile(
    String name,
    String content,
    @Nullable String omnibusConfig,
    @Nullable String afterRemoval,
    Map<String, String> refusals) {

  private static final String FOLDER = "/starting-files";
  private static final String SUFFIX = ".rb";
  private static final int LINES_OF_THE_LONG_ONE = 20_000;

  /** Every file of the folder, and a very long one. */
  static List<StartingFile> all() {
    Properties refused = new Properties();
    try {
      refused.load(new StringReader(Files.readString(folder().resolve("refused.properties"))));
      try (Stream<Path> files = Files.list(folder())) {
        return Stream.concat(
                files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .map(name -> read(name, refusals(name, refused))),
                Stream.of(veryLong()))
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StartingFile read(String name, Map<String, String> refusals) {
    return new StartingFile(
        name,
        text(name + SUFFIX).orElseThrow(),
        text(name + ".omnibus-config").orElse(null),
        text(name + ".removed").orElse(null),
        refusals);
  }

  /** A file that is not Ruby is refused for every goal; what is not reached can be removed. */
  private static Map<String, String> refusals(String name, Properties refused) {
    Map<String, String> refusals = new HashMap<>();
    for (String goal : List.of("production", "staging", "absent")) {
      String always = goal.equals("absent") ? name + "/absent" : name;
      String code = refused.getProperty(always, refused.getProperty(name));
      boolean invalid = FailureCodes.GITLAB_RB_INVALID.equals(code);
      if (code != null && (invalid || refused.containsKey(always))) {
        refusals.put(goal, code);
      }
    }
    return refusals;
  }

  private static StartingFile veryLong() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES_OF_THE_LONG_ONE; i++) {
      lines.append(i % 2 == 0 ? "# comment " : "nginx['custom']['key_").append(i);
      lines.append(i % 2 == 0 ? "\n" : "'] = '%s' # text\n".formatted("x".repeat(i % 70)));
    }
    lines.append("gitlab_rails['env']['A'] = 'b'\n");
    return new StartingFile("very-long", lines.toString(), null, null, Map.of());
  }

  /** Lays out a node with this file and those that it includes. */
  void install(StandInNode node) {
    node.write(bytes(content, node));
    if (omnibusConfig != null) {
      node.omnibusConfig(omnibusConfig);
    }
    try (Stream<Path> files = Files.walk(folder().resolve("included"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = etc(node).resolve(folder().resolve("included").relativize(file));
        Files.createDirectories(target.getParent());
        Files.write(target, bytes(Files.readString(file, StandardCharsets.ISO_8859_1), node));
      }
      if (afterRemoval != null) {
        // Our statement is in it, so the include is there too: a previous goal.
        Files.writeString(
            node.include(), "# Managed by Quartermaster: changes in this file are overwritten.\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of the file on this node. */
  byte[] onNode(StandInNode node) {
    return bytes(content, node);
  }

  /** The bytes of the file on this node after our statement was removed. */
  byte[] withoutOurs(StandInNode node) {
    return bytes(Objects.requireNonNullElse(afterRemoval, content), node);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Text holds one character for each byte of the file; paths can have others. */
  private static byte[] bytes(String text, StandInNode node) {
    return text.replace("@ETC@", latin1(etc(node)))
        .replace("@INCLUDE@", latin1(node.include()))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String latin1(Path path) {
    return new String(path.toString().getBytes(UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static Path etc(StandInNode node) {
    return Objects.requireNonNull(node.gitlabRb().getParent());
  }

  private static Optional<String> text(String file) {
    Path path = folder().resolve(file);
    try {
      return Files.exists(path)
          ? Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(StartingFile.class.getResource(FOLDER)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
