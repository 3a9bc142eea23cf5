package io.quartermaster.oauthregistrar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.oauthregistrar.decision.StepProgress.Status;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SituationTest {

  private static final DesiredRegistration DESIRED =
      new DesiredRegistration(
          "uid-1",
          URI.create("https://gitlab.example.com"),
          "role-a",
          URI.create("https://gateway.example.com"),
          false,
          7);

  @ParameterizedTest
  @CsvSource({"7, role-a, true", "6, role-a, false", "8, role-a, false", "7, role-b, false"})
  void onlyTheAccessOfTheSameSaveAndRoleIsUsable(long revision, String role, boolean usable) {
    IamAccess access = new IamAccess(role, revision, Instant.EPOCH);

    assertThat(new Situation(DESIRED, access, null, StepProgress.none()).usableAccess().isPresent())
        .isEqualTo(usable);
  }

  @Test
  void withoutAccessThereIsNothingToDo() {
    assertThat(new Situation(DESIRED, null, null, StepProgress.none()).usableAccess()).isEmpty();
  }

  @Test
  void progressCountsAttemptsPerSaveAndOutcomesForEver() {
    StepProgress started = StepProgress.none().started(DESIRED);
    StepProgress failed = started.failed();
    StepProgress done = failed.tryAgain().done();

    assertThat(StepProgress.none().isNewFor(DESIRED)).isTrue();
    assertThat(started).isEqualTo(new StepProgress(7, Status.IN_PROGRESS, 1, 1));
    assertThat(failed).isEqualTo(new StepProgress(7, Status.FAILED, 1, 2));
    assertThat(done).isEqualTo(new StepProgress(7, Status.DONE, 2, 3));
    assertThat(done.isDoneFor(DESIRED)).isTrue();
    assertThat(done.isNewFor(DESIRED)).isFalse();
    assertThat(failed.isDoneFor(DESIRED)).isFalse();
  }
}
