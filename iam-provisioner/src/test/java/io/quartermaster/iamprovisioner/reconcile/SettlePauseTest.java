package io.quartermaster.iamprovisioner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlePauseTest {

  @ParameterizedTest
  @CsvSource({"0, 375, 500", "1, 375, 500", "2, 750, 1000", "5, 6000, 8000", "99, 7500, 10000"})
  void pausesDoubleUpToTenSeconds(int attempt, long least, long most) {
    assertThat(SettlePause.before(attempt))
        .isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
  }
}
