package io.quartermaster.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MembershipConfigTest {

  @Test
  void keepsDefaults() {
    MembershipConfig config = config(Map.of());

    assertThat(config.concurrency()).isEqualTo(8);
    assertThat(config.pageSize()).isEqualTo(100);
    assertThat(config.planBatchSize()).isEqualTo(1000);
    assertThat(config.batchSize()).isEqualTo(64);
    assertThat(config.maxRunTime()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.account().name()).isEqualTo("Amazon Q Service");
    assertThat(config.account().username()).isEqualTo("amazon-q");
    assertThat(config.progress().projects()).isEqualTo(500);
    assertThat(config.progress().interval()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void keepsNames() {
    MembershipConfig config =
        config(
            Map.of(
                "membership.concurrency", "2",
                "membership.page-size", "20",
                "membership.plan-batch-size", "30",
                "membership.batch-size", "4",
                "membership.max-run-time", "6s",
                "membership.account.name", "Q",
                "membership.account.username", "q",
                "membership.progress.projects", "8",
                "membership.progress.interval", "9s"));

    assertThat(config.concurrency()).isEqualTo(2);
    assertThat(config.pageSize()).isEqualTo(20);
    assertThat(config.planBatchSize()).isEqualTo(30);
    assertThat(config.batchSize()).isEqualTo(4);
    assertThat(config.maxRunTime()).isEqualTo(Duration.ofSeconds(6));
    assertThat(config.account().name()).isEqualTo("Q");
    assertThat(config.account().username()).isEqualTo("q");
    assertThat(config.progress().projects()).isEqualTo(8);
    assertThat(config.progress().interval()).isEqualTo(Duration.ofSeconds(9));
  }

  private static MembershipConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(MembershipConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(MembershipConfig.class);
  }
}
