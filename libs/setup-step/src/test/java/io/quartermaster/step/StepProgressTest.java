package io.quartermaster.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.step.StepProgress.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepProgressTest {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final StepProgress ACCEPTED = StepProgress.none().accepted(3);

  @Test
  void publishesTheStartOnceForEachSettingsRevision() {
    assertThat(ACCEPTED.startIsDue()).isTrue();
    assertThat(ACCEPTED.inProgress().startIsDue()).isFalse();
    assertThat(ACCEPTED.inProgress().succeeded().accepted(4).startIsDue()).isTrue();
  }

  @Test
  void ignoresSettingsThatAreNotNewer() {
    assertThat(ACCEPTED.isOlderThan(3)).isFalse();
    assertThat(ACCEPTED.isOlderThan(2)).isFalse();
    assertThat(ACCEPTED.isOlderThan(4)).isTrue();
  }

  @Test
  void givesEveryOutcomeARevisionAndEveryEndAnAttempt() {
    StepProgress failed = ACCEPTED.inProgress().failed();

    assertThat(failed).isEqualTo(new StepProgress(3, Status.FAILED, 1, 2, false, null));
    assertThat(failed.succeeded()).isEqualTo(new StepProgress(3, Status.DONE, 2, 3, false, null));
  }

  @Test
  void growsTheOutcomeRevisionAcrossSettingsAndRestartsAttempts() {
    assertThat(ACCEPTED.inProgress().succeeded().accepted(4))
        .isEqualTo(new StepProgress(4, Status.PENDING, 0, 2, false, null));
  }

  @Test
  void publishesASuccessOnceAndAgainAfterAChangeOrAFailure() {
    StepProgress done = ACCEPTED.inProgress().succeeded();

    assertThat(ACCEPTED.inProgress().successIsDue(false)).isTrue();
    assertThat(done.successIsDue(false)).isFalse();
    assertThat(done.successIsDue(true)).isTrue();
    assertThat(done.failed().successIsDue(false)).isTrue();
    assertThat(done.withOutcomeDue().successIsDue(false)).isTrue();
    assertThat(done.withOutcomeDue().succeeded().successIsDue(false)).isFalse();
  }

  @Test
  void measuresSettlingFromItsBeginningAlsoAcrossFailures() {
    Duration timeout = Duration.ofMinutes(2);
    StepProgress settling =
        ACCEPTED.inProgress().settling(NOW).settling(NOW.plusSeconds(60)).failed();

    Instant later = NOW.plusSeconds(90);
    assertThat(settling.settlesUntil(later, timeout)).isEqualTo(NOW.plus(timeout));
    assertThat(settling.confirmed().settlesUntil(later, timeout)).isEqualTo(later.plus(timeout));
    assertThat(settling.verificationRequested().settlesUntil(later, timeout))
        .isEqualTo(later.plus(timeout));
  }
}
