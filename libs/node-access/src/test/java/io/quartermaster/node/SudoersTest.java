package io.quartermaster.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.sandbox.node.Programs;
import io.quartermaster.sandbox.node.RequiresPrograms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented sudoers file allows exactly the commands of the node program. */
class SudoersTest {
  private static final String ENTRY = "quartermaster ALL=(root) NOPASSWD: ";
  @TempDir Path folder;

  static String text() throws IOException {
    try (InputStream in = NodeCommand.class.getResourceAsStream("sudoers")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void allowsExactlyTheCommands() throws IOException {
    List<String> expected =
        Stream.of(NodeCommand.values())
            .map(command -> ENTRY + String.join(" ", command.argv("/")))
            .toList();

    assertThat(text().lines().filter(line -> !line.startsWith("#"))).isEqualTo(expected);
  }

  @Test
  void isShownInTheGuide() throws IOException {
    assertThat(Path.of("../../docs/gitlab-nodes.md")).content().contains("\n" + text());
  }

  @Test
  @RequiresPrograms("visudo")
  void isAcceptedBySudo() throws Exception {
    Path file = Files.writeString(folder.resolve("sudoers"), text());
    Process process =
        new ProcessBuilder(
                Programs.find("visudo").orElseThrow().toString(), "-c", "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
  }
}
