package io.quartermaster.gatewayconfig.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.node.NodeGoal;
import io.quartermaster.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartValuesFileTest {

  private static final NodeGoal PRESENT =
      new NodeGoal.Present(Map.of("AI_GATEWAY_URL", "https://cloud.gitlab.com/ai"), Set.of());

  @TempDir Path directory;

  @Test
  void writesAndRemovesTheValues() throws IOException {
    Path file = directory.resolve("values.yaml");

    assertThat(apply(file, PRESENT, true)).isEmpty();
    assertThat(Files.readString(file)).contains("https://cloud.gitlab.com/ai");
    assertThat(apply(file, new NodeGoal.Absent(), true)).isEmpty();
    assertThat(Files.readString(file)).doesNotContain("AI_GATEWAY_URL");
  }

  @Test
  void onlyShowsADifferenceInModeObserve() {
    Path file = directory.resolve("values.yaml");

    assertThat(apply(file, PRESENT, false))
        .hasValueSatisfying(
            failure -> assertThat(failure.code()).isEqualTo("gateway_configuration_differs"));
    assertThat(file).doesNotExist();
  }

  @Test
  void retriesWhenTheFolderIsMissing() {
    assertThat(apply(directory.resolve("missing/values.yaml"), PRESENT, true))
        .hasValueSatisfying(
            failure -> assertThat(failure).isInstanceOf(StepFailure.Unavailable.class));
  }

  private static Optional<StepFailure> apply(Path file, NodeGoal goal, boolean manage) {
    return ChartValuesFile.apply("chart", file, goal, manage);
  }
}
