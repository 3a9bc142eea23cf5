package io.quartermaster.gatewayconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class GatewayConfigServiceConfigTest {

  @Test
  void namesAndDefaultsStay() {
    GatewayConfigServiceConfig config = read(Map.of("gateway-config.nodes[0].name", "rails-1"));

    assertThat(config.nodes())
        .singleElement()
        .satisfies(
            node -> {
              assertThat(node.name()).isEqualTo("rails-1");
              assertThat(node.gitlabRb()).isEqualTo(Path.of("/etc/gitlab/gitlab.rb"));
              assertThat(node.reconfigureCommand()).containsExactly("gitlab-ctl", "reconfigure");
              assertThat(node.timeout()).isEqualTo(Duration.ofMinutes(15));
            });
  }

  @Test
  void readsEveryKey() {
    GatewayConfigServiceConfig config =
        read(
            Map.of(
                "gateway-config.nodes[0].name", "rails-1",
                "gateway-config.nodes[1].name", "rails-2",
                "gateway-config.nodes[1].gitlab-rb", "/srv/gitlab.rb",
                "gateway-config.nodes[1].reconfigure-command[0]", "sudo",
                "gateway-config.nodes[1].reconfigure-command[1]", "gitlab-ctl",
                "gateway-config.nodes[1].reconfigure-command[2]", "reconfigure",
                "gateway-config.nodes[1].timeout", "30s"));

    assertThat(config.nodes()).hasSize(2);
    GatewayConfigServiceConfig.Node second = config.nodes().get(1);
    assertThat(second.gitlabRb()).isEqualTo(Path.of("/srv/gitlab.rb"));
    assertThat(second.reconfigureCommand()).containsExactly("sudo", "gitlab-ctl", "reconfigure");
    assertThat(second.timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void readsEveryKeyFromTheEnvironment() {
    GatewayConfigServiceConfig config =
        read(
            new EnvConfigSource(
                Map.of(
                    "GATEWAY_CONFIG_NODES_0__NAME", "rails-1",
                    "GATEWAY_CONFIG_NODES_0__GITLAB_RB", "/srv/gitlab.rb",
                    "GATEWAY_CONFIG_NODES_0__RECONFIGURE_COMMAND", "/opt/gitlab-ctl,reconfigure",
                    "GATEWAY_CONFIG_NODES_0__TIMEOUT", "30s"),
                300));

    assertThat(config.nodes())
        .singleElement()
        .satisfies(
            node -> {
              assertThat(node.gitlabRb()).isEqualTo(Path.of("/srv/gitlab.rb"));
              assertThat(node.reconfigureCommand())
                  .containsExactly("/opt/gitlab-ctl", "reconfigure");
              assertThat(node.timeout()).isEqualTo(Duration.ofSeconds(30));
            });
  }

  private static GatewayConfigServiceConfig read(Map<String, String> properties) {
    return read(new PropertiesConfigSource(properties, "test", 100));
  }

  private static GatewayConfigServiceConfig read(ConfigSource source) {
    return new SmallRyeConfigBuilder()
        .withConverter(Path.class, 100, new PathConverter())
        .withConverter(Duration.class, 100, new DurationConverter())
        .withMapping(GatewayConfigServiceConfig.class)
        .withSources(source)
        .build()
        .getConfigMapping(GatewayConfigServiceConfig.class);
  }
}
