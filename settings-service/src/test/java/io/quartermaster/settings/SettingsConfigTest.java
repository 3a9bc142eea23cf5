package io.quartermaster.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.contracts.GatewayEnvironment;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins the names and defaults of the settings: a change of either is a change for operators. */
class SettingsConfigTest {

  @Test
  void defaults() {
    SettingsConfig config = config(Map.of("settings.gitlab-url", "https://gitlab.example.com"));

    assertThat(config.gitlabUrl()).isEqualTo(URI.create("https://gitlab.example.com"));
    assertThat(config.instanceUid()).isEmpty();
    assertThat(config.cloudConnectorToken()).isEmpty();
    assertThat(config.gatewayEnvironment()).isEqualTo(GatewayEnvironment.PRODUCTION);
    assertThat(config.gatewayUrl()).isEmpty();
    assertThat(config.outcomeTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.prerequisites().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.prerequisites().cacheTtl()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.prerequisites().gatewayUrl()).isEmpty();
    assertThat(config.namespaces().cacheTtl()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.authorization().userClaim()).isEqualTo("sub");
    assertThat(config.authorization().ownedGroupsClaim())
        .isEqualTo("https://gitlab.org/claims/groups/owner");
    assertThat(config.stream().retainedChanges()).isEqualTo(1000);
    assertThat(config.stream().pollInterval()).isEqualTo(Duration.ofMillis(40));
    assertThat(config.stream().heartbeatInterval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.stream().maxPerCaller()).isEqualTo(20);
    assertThat(config.audit().headInterval()).isEqualTo(Duration.ofHours(1));
    assertThat(config.requests().maxPerCaller()).isEqualTo(50);
    assertThat(config.requests().maxCallingGitlab()).isEqualTo(100);
  }

  @Test
  void names() {
    SettingsConfig config =
        config(
            Map.of(
                "settings.gitlab-url", "https://gitlab.example.com",
                "settings.instance-uid", "abc",
                "settings.cloud-connector-token", "a.b.c",
                "settings.gateway-environment", "staging",
                "settings.gateway-url", "https://gateway.example.com",
                "settings.outcome-timeout", "30s",
                "settings.authorization.user-claim", "user_id",
                "settings.authorization.owned-groups-claim", "groups_owned",
                "settings.stream.retained-changes", "50",
                "settings.stream.heartbeat-interval", "5s"));

    assertThat(config.instanceUid()).contains("abc");
    assertThat(config.cloudConnectorToken()).contains("a.b.c");
    assertThat(config.gatewayEnvironment()).isEqualTo(GatewayEnvironment.STAGING);
    assertThat(config.gatewayUrl()).contains(URI.create("https://gateway.example.com"));
    assertThat(config.authorization().userClaim()).isEqualTo("user_id");
    assertThat(config.authorization().ownedGroupsClaim()).isEqualTo("groups_owned");
    assertThat(config.stream().retainedChanges()).isEqualTo(50);
    assertThat(config.outcomeTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.stream().heartbeatInterval()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void namesOfTheAuditTrail() {
    SettingsConfig config =
        config(
            Map.of(
                "settings.gitlab-url", "https://gitlab.example.com",
                "settings.audit.head-interval", "30m"));

    assertThat(config.audit().headInterval()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void requiresTheGitLabUrl() {
    assertThatThrownBy(() -> config(Map.of())).hasMessageContaining("settings.gitlab-url");
  }

  private static SettingsConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(SettingsConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(SettingsConfig.class);
  }
}
