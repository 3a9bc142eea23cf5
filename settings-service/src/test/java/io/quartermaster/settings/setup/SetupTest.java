package io.quartermaster.settings.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.SetupStep;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SetupTest {

  private static final Instant SAVED = Instant.parse("2026-11-23T07:00:00Z");

  @Test
  void isNotStartedBeforeTheFirstSave() {
    Setup setup = Setup.notStarted();

    assertThat(setup.state()).isEqualTo(SetupState.NOT_STARTED);
    assertThat(setup.ready()).isFalse();
    assertThat(setup.steps()).extracting(StepProgress::step).containsExactly(SetupStep.values());
    assertThat(setup.steps()).allMatch(step -> step.state() == StepState.PENDING);
    assertThat(setup.steps()).allMatch(step -> step.since() == null);
  }

  @Test
  void startsEveryStepWithASave() {
    Setup setup = setup(1, Map.of());

    assertThat(setup.state()).isEqualTo(SetupState.IN_PROGRESS);
    assertThat(setup.steps())
        .allMatch(step -> step.state() == StepState.PENDING && SAVED.equals(step.since()));
  }

  @Test
  void isReadyWhenAllStepsAreDone() {
    Setup setup = setup(4, allDone(4));

    assertThat(setup.state()).isEqualTo(SetupState.READY);
    assertThat(setup.ready()).isTrue();
    assertThat(setup.readyAt()).isEqualTo(SAVED.plusSeconds(SetupStep.values().length));
  }

  @ParameterizedTest
  @EnumSource(SetupStep.class)
  void isInProgressWhileAStepIsNotDone(SetupStep missing) {
    Map<SetupStep, StepProgress> steps = allDone(4);
    steps.remove(missing);

    assertThat(setup(4, steps).state()).isEqualTo(SetupState.IN_PROGRESS);
    assertThat(setup(4, steps).readyAt()).isNull();
  }

  @ParameterizedTest
  @EnumSource(SetupStep.class)
  void failsWithOneFailedStep(SetupStep failed) {
    Map<SetupStep, StepProgress> steps = allDone(4);
    steps.put(failed, progress(failed, 4, StepState.FAILED));

    assertThat(setup(4, steps).state()).isEqualTo(SetupState.FAILED);
  }

  @Test
  void restartsEveryStepWithNewSettings() {
    Setup setup = setup(5, allDone(4));

    assertThat(setup.state()).isEqualTo(SetupState.IN_PROGRESS);
    assertThat(setup.steps()).allMatch(step -> step.state() == StepState.PENDING);
    assertThat(setup.steps()).allMatch(step -> step.settingsRevision() == 5);
  }

  @ParameterizedTest
  @CsvSource({
    "OAUTH_APPLICATION, 4, DONE, true",
    "OAUTH_APPLICATION, 3, DONE, false",
    "OAUTH_APPLICATION, 4, IN_PROGRESS, false",
    "OAUTH_APPLICATION, 4, FAILED, false",
    "IAM_ACCESS, 4, DONE, false",
  })
  void connectsWithTheRegistrationForTheCurrentSettings(
      SetupStep step, long revision, StepState state, boolean connects) {
    assertThat(setup(4, Map.of()).settlesRegistration(progress(step, revision, state)))
        .isEqualTo(connects);
  }

  private static Setup setup(long revision, Map<SetupStep, StepProgress> steps) {
    return new Setup(revision, SetupKind.SET_UP, false, SAVED, null, steps);
  }

  private static Map<SetupStep, StepProgress> allDone(long revision) {
    Map<SetupStep, StepProgress> steps = new EnumMap<>(SetupStep.class);
    Arrays.stream(SetupStep.values())
        .forEach(step -> steps.put(step, progress(step, revision, StepState.DONE)));
    return steps;
  }

  private static StepProgress progress(SetupStep step, long revision, StepState state) {
    return StepProgress.pending(step, revision, SAVED)
        .after(
            new Origin("uid", revision, 1, 1, SAVED.plusSeconds(step.ordinal() + 1L)),
            new StepOutcome(state, "Detail.", null, null),
            null)
        .orElseThrow();
  }
}
