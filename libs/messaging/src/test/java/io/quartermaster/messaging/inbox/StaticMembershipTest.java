package io.quartermaster.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.messaging.Configs;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

class StaticMembershipTest {

  private static final Map<String, Object> CONSUMER = Map.of("group.id", "iam-provisioner");

  @Test
  void namesConsumersAfterReplicaAndChannel() {
    assertThat(customized("iam-provisioner-1", CONSUMER))
        .containsEntry("group.instance.id", "iam-provisioner-1-settings-events")
        .containsEntry("group.id", "iam-provisioner");
  }

  @Test
  void keepsAnUnnamedReplicaADynamicMember() {
    assertThat(customized("", CONSUMER)).isEqualTo(CONSUMER);
  }

  @Test
  void ignoresProducers() {
    assertThat(customized("iam-provisioner-1", Map.of("acks", "all")))
        .isEqualTo(Map.of("acks", "all"));
  }

  private static Map<String, Object> customized(String instance, Map<String, Object> settings) {
    Map<String, String> set = Map.of("QUARTERMASTER_INSTANCE", instance);
    return new StaticMembership(Configs.with(set))
        .customize("settings-events", ConfigProvider.getConfig(), settings);
  }
}
