package io.quartermaster.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names and defaults are a promise to those who configure a service. */
class MessagingConfigTest {

  @Test
  void hasTheDocumentedDefaults() {
    MessagingConfig config = Configs.with(Map.of());

    assertThat(config.service()).isEqualTo("iam-provisioner");
    assertThat(config.instance()).isEmpty();
    assertThat(config.purgeInterval()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.gaugeInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.relay().enabled()).isTrue();
    assertThat(config.relay().pollInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.relay().batchSize()).isEqualTo(500);
    assertThat(config.relay().deliveryTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.relay().parkCap()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.relay().retention()).isEqualTo(Duration.ofHours(24));
    assertThat(config.inbox().deadLetterTopic())
        .isEqualTo("quartermaster-iam-provisioner-dead-letters");
    assertThat(config.inbox().handlerAttempts()).isEqualTo(5);
    assertThat(config.inbox().retention()).isEqualTo(Duration.ofDays(30));
    assertThat(config.reconcile().enabled()).isTrue();
    assertThat(config.reconcile().workers()).isEqualTo(8);
    assertThat(config.reconcile().pollInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.reconcile().backOffBase()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.reconcile().backOffCap()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void readsTheReplicaNameFromTheEnvironment() {
    assertThat(Configs.with(Map.of("QUARTERMASTER_INSTANCE", "iam-provisioner-1")).instance())
        .contains("iam-provisioner-1");
  }
}
