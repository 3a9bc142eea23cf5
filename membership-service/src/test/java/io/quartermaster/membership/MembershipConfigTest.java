package io.quartermaster.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MembershipConfigTest {

  @Test
  void theDefaultsAreTheseOnly() {
    MembershipConfig config = config(Map.of());

    assertThat(config.concurrency()).isEqualTo(8);
    assertThat(config.pageSize()).isEqualTo(100);
    assertThat(config.planSize()).isEqualTo(1000);
    assertThat(config.batchSize()).isEqualTo(64);
    assertThat(config.slice()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.resyncInterval()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.account().name()).isEqualTo("Amazon Q Service");
    assertThat(config.account().username()).isEqualTo("amazon-q");
    assertThat(config.progress().projects()).isEqualTo(500);
    assertThat(config.progress().interval()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theNamesAreThese() {
    MembershipConfig config =
        config(
            Map.of(
                "membership.concurrency", "2",
                "membership.page-size", "20",
                "membership.plan-size", "30",
                "membership.batch-size", "4",
                "membership.slice", "6s",
                "membership.resync-interval", "7m",
                "membership.account.name", "Q",
                "membership.account.username", "q",
                "membership.progress.projects", "8",
                "membership.progress.interval", "9s"));

    assertThat(config.concurrency()).isEqualTo(2);
    assertThat(config.pageSize()).isEqualTo(20);
    assertThat(config.planSize()).isEqualTo(30);
    assertThat(config.batchSize()).isEqualTo(4);
    assertThat(config.slice()).isEqualTo(Duration.ofSeconds(6));
    assertThat(config.resyncInterval()).isEqualTo(Duration.ofMinutes(7));
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
