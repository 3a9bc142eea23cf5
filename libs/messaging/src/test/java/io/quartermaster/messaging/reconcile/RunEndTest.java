package io.quartermaster.messaging.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunEndTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void looksAgainInItsTimeWhenSettled() {
    assertThat(RunEnd.of(new ReconcileOutcome.Settled(Duration.ofMinutes(15)), NOW))
        .isEqualTo(new RunEnd("settled", false, Optional.of(NOW.plus(Duration.ofMinutes(15)))));
  }

  @Test
  void countsAttemptsOnARetryAndAnException() {
    assertThat(RunEnd.of(new ReconcileOutcome.Retry(Duration.ofSeconds(7)), NOW))
        .isEqualTo(new RunEnd("retry", true, Optional.of(NOW.plusSeconds(7))));
    assertThat(RunEnd.exception(Duration.ofSeconds(1), NOW))
        .isEqualTo(new RunEnd("exception", true, Optional.of(NOW.plusSeconds(1))));
  }

  @Test
  void goesOnAtOnceOrNotAtAll() {
    assertThat(RunEnd.of(new ReconcileOutcome.Requeue(), NOW).next()).contains(NOW);
    assertThat(RunEnd.cutShort(NOW).next()).contains(NOW);
    assertThat(RunEnd.of(new ReconcileOutcome.Done(), NOW).next()).isEmpty();
  }
}
