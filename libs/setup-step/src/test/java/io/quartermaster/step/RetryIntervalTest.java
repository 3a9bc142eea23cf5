package io.quartermaster.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryIntervalTest {

  private static final Duration FLOOR = Duration.ofSeconds(1);

  @Test
  void isNeverShorterThanTheFloorWhateverTheRemoteSystemAsksFor() {
    assertThat(StepRecorder.retryInterval(Duration.ofMillis(80), Duration.ZERO, FLOOR))
        .isEqualTo(FLOOR);
    assertThat(StepRecorder.retryInterval(Duration.ofMillis(80), null, FLOOR)).isEqualTo(FLOOR);
  }

  @Test
  void isTheBackOffWhenThatIsLonger() {
    assertThat(StepRecorder.retryInterval(Duration.ofSeconds(40), Duration.ofSeconds(2), FLOOR))
        .isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void isWhatTheRemoteSystemAsksForWhenThatIsLonger() {
    assertThat(StepRecorder.retryInterval(Duration.ofSeconds(4), Duration.ofSeconds(90), FLOOR))
        .isEqualTo(Duration.ofSeconds(90));
  }
}
