package io.quartermaster.gatewayconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gatewayconfig.decision.NodeConnection.Access;
import io.quartermaster.gatewayconfig.decision.Rollout;
import io.smallrye.config.EnvConfigSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayConfigServiceConfigTest {

  @Test
  void namesAndDefaultsStay() {
    GatewayConfigServiceConfig config = TestConfig.of(Map.of("nodes[0].name", "rails-1"));

    assertThat(config.rollout()).isEqualTo(Rollout.Order.ROLLING);
    assertThat(config.mode()).isEqualTo(GatewayConfigServiceConfig.Mode.MANAGE);
    assertThat(config.reconfigureTimeout()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.quietPeriod()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.allowedHosts()).containsExactly("cloud.gitlab.com", "*.gitlab.net");
    assertThat(config.databaseSetting()).isFalse();
    assertThat(config.host()).isEmpty();
    assertThat(config.ssh().connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.ssh().commandTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.ssh().knownHostsFile()).isEmpty();
    assertThat(config.nodes())
        .singleElement()
        .satisfies(
            node -> {
              assertThat(node.name()).isEqualTo("rails-1");
              assertThat(node.access()).isEqualTo(Access.LOCAL);
              assertThat(node.root()).isEqualTo("/");
              assertThat(node.prefix()).isEmpty();
              assertThat(node.port()).isEqualTo(22);
              assertThat(node.sudo()).isTrue();
            });
  }

  @Test
  void readsEveryKeyFromTheEnvironment() {
    GatewayConfigServiceConfig config =
        TestConfig.read(
            new EnvConfigSource(
                Map.ofEntries(
                    Map.entry("GATEWAY_CONFIG_HOST", "host-1"),
                    Map.entry("GATEWAY_CONFIG_ROLLOUT", "side-by-side"),
                    Map.entry("GATEWAY_CONFIG_MODE", "observe"),
                    Map.entry("GATEWAY_CONFIG_RECONFIGURE_TIMEOUT", "30m"),
                    Map.entry("GATEWAY_CONFIG_QUIET_PERIOD", "5s"),
                    Map.entry("GATEWAY_CONFIG_ALLOWED_HOSTS", "gateway.example.com"),
                    Map.entry("GATEWAY_CONFIG_DATABASE_SETTING", "true"),
                    Map.entry("GATEWAY_CONFIG_SSH_PRIVATE_KEY_FILE", "/run/secrets/key"),
                    Map.entry("GATEWAY_CONFIG_SSH_PASSPHRASE_FILE", "/run/secrets/passphrase"),
                    Map.entry("GATEWAY_CONFIG_SSH_AGENT", "/run/agent"),
                    Map.entry("GATEWAY_CONFIG_SSH_KNOWN_HOSTS_FILE", "/etc/known_hosts"),
                    Map.entry("GATEWAY_CONFIG_SSH_CONNECT_TIMEOUT", "5s"),
                    Map.entry("GATEWAY_CONFIG_SSH_COMMAND_TIMEOUT", "1m"),
                    Map.entry("GATEWAY_CONFIG_NODES_0__NAME", "rails-1"),
                    Map.entry("GATEWAY_CONFIG_NODES_0__ACCESS", "ssh"),
                    Map.entry("GATEWAY_CONFIG_NODES_0__HOST", "host-2"),
                    Map.entry("GATEWAY_CONFIG_NODES_0__ROOT", "/srv"),
                    Map.entry("GATEWAY_CONFIG_NODES_0__PREFIX", "sudo,-n"),
                    Map.entry("GATEWAY_CONFIG_NODES_0__ADDRESS", "rails-1.example.com"),
                    Map.entry("GATEWAY_CONFIG_NODES_0__PORT", "2222"),
                    Map.entry("GATEWAY_CONFIG_NODES_0__USER", "quartermaster"),
                    Map.entry("GATEWAY_CONFIG_NODES_0__SUDO", "false"),
                    Map.entry("GATEWAY_CONFIG_NODES_0__FILE", "/values.yaml")),
                300));

    assertThat(config.host()).contains("host-1");
    assertThat(config.rollout()).isEqualTo(Rollout.Order.SIDE_BY_SIDE);
    assertThat(config.mode()).isEqualTo(GatewayConfigServiceConfig.Mode.OBSERVE);
    assertThat(config.reconfigureTimeout()).isEqualTo(Duration.ofMinutes(30));
    assertThat(config.quietPeriod()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.allowedHosts()).containsExactly("gateway.example.com");
    assertThat(config.databaseSetting()).isTrue();
    assertThat(config.ssh().privateKeyFile()).contains(Path.of("/run/secrets/key"));
    assertThat(config.ssh().passphraseFile()).contains(Path.of("/run/secrets/passphrase"));
    assertThat(config.ssh().agent()).contains(Path.of("/run/agent"));
    assertThat(config.ssh().knownHostsFile()).contains(Path.of("/etc/known_hosts"));
    assertThat(config.ssh().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.ssh().commandTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.nodes())
        .singleElement()
        .satisfies(
            node -> {
              assertThat(node.access()).isEqualTo(Access.SSH);
              assertThat(node.host()).contains("host-2");
              assertThat(node.root()).isEqualTo("/srv");
              assertThat(node.prefix().orElseThrow()).containsExactly("sudo", "-n");
              assertThat(node.address()).contains("rails-1.example.com");
              assertThat(node.port()).isEqualTo(2222);
              assertThat(node.user()).contains("quartermaster");
              assertThat(node.sudo()).isFalse();
              assertThat(node.file()).contains(Path.of("/values.yaml"));
            });
  }
}
