package io.quartermaster.membership.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SetupProgressTest {

  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

  @Test
  void theStartIsSaidOncePerSettingsRevision() {
    SetupProgress begun = new SetupProgress(0, 0, 1, false).begun(5).orElseThrow();

    assertThat(begun).isEqualTo(new SetupProgress(5, 1, 1, true));
    assertThat(begun.begun(5)).isEmpty();
    assertThat(begun.begun(4)).isEmpty();
  }

  @Test
  void theOutcomeRevisionGrowsWithEverythingThatIsSaid() {
    SetupProgress begun = new SetupProgress(0, 0, 1, false).begun(5).orElseThrow();

    assertThat(begun.underWay().outcomeRevision()).isEqualTo(2);
    assertThat(begun.underWay().answered()).isEqualTo(new SetupProgress(5, 3, 1, false));
  }

  @Test
  void aFailureMakesTheNextTryAnotherAttemptAndOwesAnAnswer() {
    SetupProgress failed = new SetupProgress(5, 3, 1, false).underWay().nextAttempt();

    assertThat(failed).isEqualTo(new SetupProgress(5, 4, 2, true));
  }

  @Test
  void newSettingsBeginWithTheFirstAttempt() {
    assertThat(new SetupProgress(5, 4, 3, true).begun(6))
        .contains(new SetupProgress(6, 5, 1, true));
  }

  @Test
  void progressIsToldAfterManyProjectsOrSomeTime() {
    var pace = new ProgressPace(500, Duration.ofSeconds(1));

    assertThat(pace.isDue(499, NOW, NOW.plusMillis(999))).isFalse();
    assertThat(pace.isDue(500, NOW, NOW)).isTrue();
    assertThat(pace.isDue(1, NOW, NOW.plusSeconds(1))).isTrue();
    assertThat(pace.isDue(0, NOW, NOW.plusSeconds(9))).as("nothing happened").isFalse();
  }

  @Test
  void underTheLockOfTheInstanceNobodyIsWantedAndNothingIsPending() {
    assertThat(new MembershipCounts(5, 3, 2, 1).underInstanceLock())
        .isEqualTo(new MembershipCounts(0, 6, 0, 0));
  }
}
