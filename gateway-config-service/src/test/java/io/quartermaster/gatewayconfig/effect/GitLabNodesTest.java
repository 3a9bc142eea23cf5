package io.quartermaster.gatewayconfig.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.gatewayconfig.TestConfig;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GitLabNodesTest {

  private static final Map<String, String> SSH =
      Map.of(
          "nodes[0].access", "ssh",
          "nodes[0].address", "rails-1.example.com",
          "nodes[0].user", "quartermaster",
          "ssh.known-hosts-file", "/etc/known_hosts",
          "ssh.private-key-file", "/run/secrets/key");

  @Test
  void letsOnlyItsHostWorkOnALocalNode() {
    GitLabNodes nodes = nodes(Map.of("host", "host-1", "nodes[1].name", "b", "nodes[1].host", "c"));

    assertThat(nodes.configured().get("rails-1").host()).isEqualTo("host-1");
    assertThat(nodes.configured().get("b").host()).isEqualTo("c");
    assertThat(nodes(SSH).configured().get("rails-1").host()).isNull();
  }

  @Test
  void namesTheSettingThatIsMissing() {
    assertRejected("nodes[0].address", without("nodes[0].address"));
    assertRejected("nodes[0].user", without("nodes[0].user"));
    assertRejected("ssh.known-hosts-file", without("ssh.known-hosts-file"));
    assertRejected("ssh.private-key-file", without("ssh.private-key-file"));
    assertRejected("nodes[0].file", Map.of("nodes[0].access", "chart-values"));
  }

  @Test
  void namesTheSettingThatIsNotValid() {
    assertRejected("nodes[0]", with("nodes[0].address", "a b"));
    assertRejected("nodes[0]", with("nodes[0].user", "-oProxyCommand"));
    assertRejected("ssh.private-key-file", with("ssh.agent", "/run/agent"));
    assertRejected("nodes[0].root", Map.of("nodes[0].root", "srv"));
    assertRejected("nodes[1].name", Map.of("nodes[1].name", "rails-1"));
    assertRejected("allowed-hosts", Map.of("allowed-hosts", "*"));
    assertRejected("allowed-hosts", Map.of("allowed-hosts", "cloud.*.com"));
    assertRejected("allowed-hosts", Map.of("allowed-hosts", "https://cloud.gitlab.com"));
  }

  private static void assertRejected(String setting, Map<String, String> properties) {
    assertThatThrownBy(() -> nodes(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gateway-config." + setting);
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> properties = new HashMap<>(SSH);
    properties.put(name, value);
    return properties;
  }

  private static Map<String, String> without(String name) {
    Map<String, String> properties = new HashMap<>(SSH);
    properties.remove(name);
    return properties;
  }

  private static GitLabNodes nodes(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("nodes[0].name", "rails-1");
    return new GitLabNodes(TestConfig.of(all));
  }
}
