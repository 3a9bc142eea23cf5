package io.quartermaster.settings.setup;

import static io.quartermaster.contracts.SetupStep.IAM_ACCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepProgressTest {

  private static final Instant SAVED = Instant.parse("2026-11-23T07:00:00Z");
  private static final Failure AWAY =
      new Failure(Failure.Kind.UNAVAILABLE, "aws_away", "AWS did not answer.", "Wait.", null);
  private static final StepProgress PENDING = StepProgress.pending(IAM_ACCESS, 3, SAVED);
  private static final StepProgress STARTED =
      PENDING.after(outcome(3, 1, 1, StepState.IN_PROGRESS, null)).orElseThrow();

  @Test
  void aReportMovesTheStep() {
    assertThat(STARTED.state()).isEqualTo(StepState.IN_PROGRESS);
    assertThat(STARTED.since()).isEqualTo(SAVED.plusSeconds(1));
    assertThat(STARTED.attempts()).isEqualTo(1);
  }

  @Test
  void sinceStaysWhileTheStateStays() {
    StepProgress again = STARTED.after(outcome(3, 2, 2, StepState.IN_PROGRESS, AWAY)).orElseThrow();

    assertThat(again.since()).isEqualTo(STARTED.since());
    assertThat(again.attempts()).isEqualTo(2);
    assertThat(again.failure()).isEqualTo(AWAY);
    assertThat(again.failedAt()).isEqualTo(SAVED.plusSeconds(2));
  }

  @Test
  void aNewStateBeginsWhenItWasReported() {
    StepProgress done = STARTED.after(outcome(3, 5, 2, StepState.DONE, null)).orElseThrow();

    assertThat(done.since()).isEqualTo(SAVED.plusSeconds(5));
  }

  @Test
  void successTakesTheErrorAway() {
    StepProgress failing =
        STARTED.after(outcome(3, 2, 2, StepState.IN_PROGRESS, AWAY)).orElseThrow();

    StepProgress done = failing.after(outcome(3, 3, 3, StepState.DONE, null)).orElseThrow();

    assertThat(done.failure()).isNull();
    assertThat(done.failedAt()).isNull();
  }

  @Test
  void whatWasSeenStaysUntilTheNextLookOrTheNextSettings() {
    StepLook look =
        new StepLook(
            SAVED.plusSeconds(2),
            List.of(new Difference("role_session", "43200 s", "3600 s", true)));
    StepProgress seen = STARTED.after(looked(3, 2, look)).orElseThrow();
    StepLook nothing = new StepLook(SAVED.plusSeconds(4), List.of());

    assertThat(seen.look()).isEqualTo(look);
    assertThat(seen.reportedIn("trace").look()).isEqualTo(look);
    assertThat(seen.after(looked(3, 3, null)).orElseThrow().look()).isEqualTo(look);
    assertThat(seen.after(looked(3, 4, nothing)).orElseThrow().look()).isEqualTo(nothing);
    assertThat(seen.after(looked(4, 5, null)).orElseThrow().look()).isNull();
  }

  @Test
  void theSameReportAgainChangesNothing() {
    assertThat(STARTED.after(outcome(3, 1, 1, StepState.IN_PROGRESS, null))).isEmpty();
  }

  @Test
  void anOlderReportChangesNothing() {
    StepProgress done = STARTED.after(outcome(3, 5, 2, StepState.DONE, null)).orElseThrow();

    assertThat(done.after(outcome(3, 4, 2, StepState.IN_PROGRESS, AWAY))).isEmpty();
  }

  @Test
  void aReportOnOlderSettingsChangesNothingHoweverLateItWasMade() {
    assertThat(STARTED.after(outcome(2, 99, 1, StepState.DONE, null))).isEmpty();
  }

  @Test
  void aReportOnNewerSettingsCountsEvenWhenItsServiceBeganToCountAgain() {
    StepProgress done = STARTED.after(outcome(3, 50, 2, StepState.DONE, null)).orElseThrow();

    StepProgress next = done.after(outcome(4, 1, 1, StepState.DONE, null)).orElseThrow();

    assertThat(next.settingsRevision()).isEqualTo(4);
    assertThat(next.since()).isEqualTo(SAVED.plusSeconds(1));
  }

  private static StepOutcome looked(long settingsRevision, long revision, @Nullable StepLook look) {
    return new StepOutcome(
        settingsRevision,
        revision,
        1,
        SAVED.plusSeconds(revision),
        StepState.DONE,
        "As it is.",
        null,
        look);
  }

  private static StepOutcome outcome(
      long settingsRevision,
      long revision,
      int attempt,
      StepState state,
      @Nullable Failure failure) {
    return new StepOutcome(
        settingsRevision,
        revision,
        attempt,
        SAVED.plusSeconds(revision),
        state,
        "As it is.",
        failure,
        null);
  }
}
