package io.quartermaster.messaging.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunResultTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void runsAgainAfterTheResyncInterval() {
    assertThat(RunResult.of(new ReconcileOutcome.Settled(Duration.ofMinutes(15)), NOW))
        .isEqualTo(new RunResult("settled", false, Optional.of(NOW.plus(Duration.ofMinutes(15)))));
  }

  @Test
  void countsAttemptsAfterARetryAndAnException() {
    assertThat(RunResult.of(new ReconcileOutcome.Retry(Duration.ofSeconds(7)), NOW))
        .isEqualTo(new RunResult("retry", true, Optional.of(NOW.plusSeconds(7))));
    assertThat(RunResult.exception(Duration.ofSeconds(1), NOW))
        .isEqualTo(new RunResult("exception", true, Optional.of(NOW.plusSeconds(1))));
  }

  @Test
  void runsAgainAtOnceOrNotAtAll() {
    assertThat(RunResult.of(new ReconcileOutcome.Requeue(), NOW).next()).contains(NOW);
    assertThat(RunResult.interrupted(NOW).next()).contains(NOW);
    assertThat(RunResult.of(new ReconcileOutcome.Done(), NOW).next()).isEmpty();
  }
}
