package io.quartermaster.settings.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

  private static final Path PAGE = Path.of("../docs/problems/README.md");

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void documentsEveryType(ProblemType type) throws IOException {
    assertThat(Files.readString(PAGE)).contains("| `" + type.uri() + "` | " + type.status() + " |");
  }

  @Test
  void documentsNoOtherType() throws IOException {
    assertThat(Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `urn:")))
        .hasSize(ProblemType.values().length);
  }
}
