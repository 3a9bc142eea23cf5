package io.quartermaster.membership.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressIntervalTest {

  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "499, PT0.999S, false",
    "500, PT0S,     true",
    "1,   PT1S,     true",
    "0,   PT9S,     false",
  })
  void isOverAfterManyProjectsOrSomeTime(int projects, Duration time, boolean over) {
    var interval = new ProgressInterval(500, Duration.ofSeconds(1));

    assertThat(interval.isOver(projects, NOW, NOW.plus(time))).isEqualTo(over);
  }

  @Test
  void countsNothingAsDesiredOrPendingUnderTheInstanceLock() {
    assertThat(new MembershipCounts(5, 3, 2, 1).underInstanceLock())
        .isEqualTo(new MembershipCounts(0, 6, 0, 0));
  }
}
