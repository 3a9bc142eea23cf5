package io.quartermaster.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepConfigTest {

  @Test
  void keepsNamesAndDefaults() {
    StepConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(StepConfig.class)
            .build()
            .getConfigMapping(StepConfig.class);

    assertThat(config.resyncInterval()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.minRetryInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.settleTimeout()).isEqualTo(Duration.ofMinutes(2));
  }
}
