package io.quartermaster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartValuesTest {
  private static final NodeGoal.Present GOAL =
      new NodeGoal.Present(
          Map.of(
              "AI_GATEWAY_URL", "https://cloud.gitlab.com/aws/ai", "GITLAB_LICENSE_MODE", "test"),
          Set.of("CUSTOMER_PORTAL_URL"));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("quartermaster-values.yaml");
  }

  @Test
  void setsTheVariablesWhereGitLabRailsRuns() throws IOException {
    ChartValues.write(file, GOAL);

    JsonNode gitlab = parsed().path("gitlab");
    List<String> charts = new ArrayList<>();
    gitlab.fieldNames().forEachRemaining(charts::add);
    assertThat(charts).containsExactly("migrations", "sidekiq", "toolbox", "webservice");
    for (JsonNode chart : gitlab) {
      assertThat(chart.path("extraEnv")).isEqualTo(new YAMLMapper().valueToTree(GOAL.variables()));
    }
    assertThat(ChartValues.isAsDesired(file, GOAL)).isTrue();
    assertThat(folder).isDirectoryNotContaining("glob:**next");
  }

  @Test
  void namesForbiddenVariablesOnlyInAComment() throws IOException {
    ChartValues.write(file, GOAL);

    assertThat(Files.readString(file)).contains("other values files: CUSTOMER_PORTAL_URL\n");
    assertThat(parsed().findValue("CUSTOMER_PORTAL_URL")).isNull();
  }

  @Test
  void quotesEveryPrintableCharacter() throws IOException {
    String value = "'\"\\#{x}: - &a *b !c %d @e `f` $g äö 0x1f yes";

    ChartValues.write(file, new NodeGoal.Present(Map.of("CUSTOMER_PORTAL_URL", value), Set.of()));

    assertThat(parsed().findValue("CUSTOMER_PORTAL_URL").textValue()).isEqualTo(value);
  }

  @Test
  void writesOnlyWhenTheFileDiffers() throws IOException {
    ChartValues.write(file, GOAL);
    FileTime past = FileTime.fromMillis(0);
    Files.setLastModifiedTime(file, past);

    ChartValues.write(file, GOAL);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(past);

    Files.writeString(file, "gitlab: {}\n");
    assertThat(ChartValues.isAsDesired(file, GOAL)).isFalse();
    ChartValues.write(file, GOAL);
    assertThat(ChartValues.isAsDesired(file, GOAL)).isTrue();
  }

  @Test
  void keepsTheModeOfTheFile() throws IOException {
    Files.createFile(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));

    ChartValues.write(file, GOAL);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw----");
  }

  @Test
  void removalLeavesAFileThatSetsNothing() throws IOException {
    assertThat(ChartValues.isRemoved(file)).isTrue();
    ChartValues.remove(file);
    assertThat(file).doesNotExist();
    ChartValues.write(file, GOAL);
    assertThat(ChartValues.isRemoved(file)).isFalse();

    ChartValues.remove(file);

    assertThat(ChartValues.isRemoved(file)).isTrue();
    assertThat(parsed()).isEmpty();
  }

  @Test
  void leavesThePreviousFileWhenItCannotBeReplaced() throws IOException {
    Path target = Files.writeString(folder.resolve("target.yaml"), "a: 1\n");
    Files.createSymbolicLink(file, target);

    assertThatThrownBy(() -> ChartValues.write(file, GOAL)).hasMessageContaining("symbolic link");
    assertThat(target).hasContent("a: 1\n");
    assertThatThrownBy(() -> ChartValues.write(folder.resolve("absent/values.yaml"), GOAL))
        .isInstanceOf(NoSuchFileException.class);
    Path directory = Files.createDirectories(folder.resolve("directory/values.yaml/x")).getParent();
    assertThatThrownBy(() -> ChartValues.write(directory, GOAL)).isInstanceOf(IOException.class);
    try (Stream<Path> files = Files.list(directory.getParent())) {
      assertThat(files).containsExactly(directory);
    }
  }

  private JsonNode parsed() throws IOException {
    return new YAMLMapper().readTree(Files.readString(file));
  }
}
