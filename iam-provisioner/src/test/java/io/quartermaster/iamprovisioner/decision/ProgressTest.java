package io.quartermaster.iamprovisioner.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.iamprovisioner.decision.Progress.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Progress SAVED = new Progress(7, Status.PENDING, 5, 20, 0, null);

  @Test
  void newSettingsAreAnnouncedOnceAndEveryWordHasItsRevision() {
    Progress announced = SAVED.announced();

    assertThat(SAVED.toBeAnnounced()).isTrue();
    assertThat(announced.toBeAnnounced()).isFalse();
    assertThat(announced).isEqualTo(new Progress(7, Status.IN_PROGRESS, 7, 21, 0, null));
  }

  @Test
  void attemptsCountTheAnswersToOneSaving() {
    Progress done = SAVED.announced().failed().failed().done();

    assertThat(done).isEqualTo(new Progress(7, Status.DONE, 7, 24, 3, null));
  }

  @Test
  void beingAsWantedIsNewsOnlyOnceOrAfterARepair() {
    Progress done = SAVED.announced().done();

    assertThat(SAVED.announced().isNews(false)).isTrue();
    assertThat(SAVED.announced().failed().isNews(false)).isTrue();
    assertThat(done.isNews(false)).isFalse();
    assertThat(done.isNews(true)).isTrue();
  }

  @Test
  void patienceWithAwsStartsAtItsFirstContradictionAndEnds() {
    Progress waiting = SAVED.announced().settling(NOON).settling(NOON.plusSeconds(60));

    assertThat(waiting.settlingSince()).isEqualTo(NOON);
    assertThat(waiting.isPatient(NOON.plusSeconds(119), PATIENCE)).isTrue();
    assertThat(waiting.isPatient(NOON.plusSeconds(120), PATIENCE)).isFalse();
    assertThat(waiting.failed().isPatient(NOON.plusSeconds(180), PATIENCE)).isFalse();
    assertThat(waiting.done().settlingSince()).isNull();
    assertThat(waiting.unchanged().settlingSince()).isNull();
  }
}
