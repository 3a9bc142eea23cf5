package io.quartermaster.settings.setup;

import static io.quartermaster.contracts.SetupStep.IAM_ACCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepProgressTest {

  private static final Instant SAVED = Instant.parse("2026-11-23T07:00:00Z");
  private static final Failure UNAVAILABLE =
      new Failure(
          Failure.Kind.UNAVAILABLE, "aws_unreachable", "AWS did not answer.", "Wait.", null);
  private static final StepProgress PENDING = StepProgress.pending(IAM_ACCESS, 3, SAVED);
  private static final StepProgress STARTED =
      after(PENDING, 3, 1, 1, StepState.IN_PROGRESS, null).orElseThrow();

  @Test
  void appliesAnOutcome() {
    assertThat(STARTED.state()).isEqualTo(StepState.IN_PROGRESS);
    assertThat(STARTED.since()).isEqualTo(SAVED.plusSeconds(1));
    assertThat(STARTED.attempts()).isEqualTo(1);
  }

  @Test
  void keepsTheStartOfAnUnchangedState() {
    StepProgress again = after(STARTED, 3, 2, 2, StepState.IN_PROGRESS, UNAVAILABLE).orElseThrow();

    assertThat(again.since()).isEqualTo(STARTED.since());
    assertThat(again.attempts()).isEqualTo(2);
    assertThat(again.failure()).isEqualTo(UNAVAILABLE);
    assertThat(again.failedAt()).isEqualTo(SAVED.plusSeconds(2));
  }

  @Test
  void startsANewStateAtTheTimeOfTheOutcome() {
    StepProgress done = after(STARTED, 3, 5, 2, StepState.DONE, null).orElseThrow();

    assertThat(done.since()).isEqualTo(SAVED.plusSeconds(5));
  }

  @Test
  void clearsTheFailureOnSuccess() {
    StepProgress failing =
        after(STARTED, 3, 2, 2, StepState.IN_PROGRESS, UNAVAILABLE).orElseThrow();

    StepProgress done = after(failing, 3, 3, 3, StepState.DONE, null).orElseThrow();

    assertThat(done.failure()).isNull();
    assertThat(done.failedAt()).isNull();
  }

  @Test
  void keepsTheDriftUntilTheNextCheckOrTheNextSettings() {
    List<Difference> drift = List.of(new Difference("role_session", "43200 s", "3600 s", true));
    StepProgress checked = checked(STARTED, 3, 2, drift);

    assertThat(checked.found().checkedAt()).isEqualTo(SAVED.plusSeconds(2));
    assertThat(checked.found().drift()).isEqualTo(drift);

    StepProgress unchecked = checked(checked, 3, 3, null);
    assertThat(unchecked.found().checkedAt()).isEqualTo(SAVED.plusSeconds(2));
    assertThat(unchecked.found().drift()).isEqualTo(drift);

    StepProgress clean = checked(checked, 3, 4, List.of());
    assertThat(clean.found().checkedAt()).isEqualTo(SAVED.plusSeconds(4));
    assertThat(clean.found().drift()).isEmpty();

    StepProgress nextSettings = checked(checked, 4, 5, null);
    assertThat(nextSettings.found().checkedAt()).isNull();
    assertThat(nextSettings.found().drift()).isEmpty();
  }

  @Test
  void ignoresADuplicate() {
    assertThat(after(STARTED, 3, 1, 1, StepState.IN_PROGRESS, null)).isEmpty();
  }

  @Test
  void ignoresAnOlderOutcome() {
    StepProgress done = after(STARTED, 3, 5, 2, StepState.DONE, null).orElseThrow();

    assertThat(after(done, 3, 4, 2, StepState.IN_PROGRESS, UNAVAILABLE)).isEmpty();
  }

  @Test
  void ignoresAnOutcomeForPreviousSettings() {
    assertThat(after(STARTED, 2, 99, 1, StepState.DONE, null)).isEmpty();
  }

  @Test
  void appliesAnOutcomeForNewerSettingsWhateverItsRevision() {
    StepProgress done = after(STARTED, 3, 50, 2, StepState.DONE, null).orElseThrow();

    StepProgress next = after(done, 4, 1, 1, StepState.DONE, null).orElseThrow();

    assertThat(next.settingsRevision()).isEqualTo(4);
    assertThat(next.since()).isEqualTo(SAVED.plusSeconds(1));
  }

  private static StepProgress checked(
      StepProgress before, long settingsRevision, long revision, @Nullable List<Difference> drift) {
    return before
        .after(
            origin(settingsRevision, revision, 1),
            new StepOutcome(StepState.DONE, "Detail.", null, drift),
            "trace")
        .orElseThrow();
  }

  private static Optional<StepProgress> after(
      StepProgress before,
      long settingsRevision,
      long revision,
      int attempt,
      StepState state,
      @Nullable Failure failure) {
    return before.after(
        origin(settingsRevision, revision, attempt),
        new StepOutcome(state, "Detail.", failure, null),
        "trace");
  }

  private static Origin origin(long settingsRevision, long revision, int attempt) {
    return new Origin("uid", settingsRevision, revision, attempt, SAVED.plusSeconds(revision));
  }
}
