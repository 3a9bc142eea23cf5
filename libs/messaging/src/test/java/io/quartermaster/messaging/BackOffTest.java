package io.quartermaster.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private final BackOff backOff = new BackOff(Duration.ofMillis(500), Duration.ofMinutes(5));
  private final Random random = new Random(1);

  @Test
  void doublesUpToTheCapWithFullJitter() {
    assertSpread(1, Duration.ofMillis(500));
    assertSpread(2, Duration.ofSeconds(1));
    assertSpread(5, Duration.ofSeconds(8));
    assertSpread(11, Duration.ofMinutes(5));
    assertSpread(Integer.MAX_VALUE, Duration.ofMinutes(5));
  }

  private void assertSpread(int failures, Duration bound) {
    long[] waits =
        IntStream.range(0, 2000)
            .mapToLong(n -> backOff.after(failures, random).toMillis())
            .sorted()
            .toArray();
    assertThat(waits[0]).isBetween(bound.toMillis() / 10, bound.toMillis() / 8);
    assertThat(waits[waits.length - 1]).isBetween(bound.toMillis() * 9 / 10, bound.toMillis());
  }

  @Test
  void rejectsInvalidBounds() {
    assertThatThrownBy(() -> new BackOff(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
