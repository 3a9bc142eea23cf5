package io.quartermaster.gatewayconfig.effect;

import io.quartermaster.gatewayconfig.GatewayConfigServiceConfig;
import io.quartermaster.gatewayconfig.decision.NodeConnection;
import io.quartermaster.node.LocalChannel;
import io.quartermaster.node.NodeAccess;
import io.quartermaster.node.NodeChannel;
import io.quartermaster.node.NodeProgram;
import io.quartermaster.node.SshChannel;
import io.quartermaster.node.SshSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The nodes of the configuration, and access to them.
 *
 * @throws IllegalArgumentException at start-up, with the name of the setting that is not valid
 */
@ApplicationScoped
public class GitLabNodes {

  private static final Logger LOG = Logger.getLogger(GitLabNodes.class);
  private static final Pattern ALLOWED_HOST =
      Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");
  private static final List<String> SUDO = List.of("sudo", "-n");

  private final GatewayConfigServiceConfig config;
  private final String host;
  private final Map<String, NodeConnection> configured = new LinkedHashMap<>();

  GitLabNodes(GatewayConfigServiceConfig config) {
    this.config = config;
    this.host = config.host().orElseGet(GitLabNodes::hostName);
    for (String allowed : config.allowedHosts()) {
      require(
          ALLOWED_HOST.matcher(allowed).matches(),
          "allowed-hosts",
          "must be host names; * is allowed as the first of several labels");
    }
    for (int i = 0; i < config.nodes().size(); i++) {
      add("nodes[%d].".formatted(i), config.nodes().get(i));
    }
    LOG.infof("GitLab nodes: host=%s nodes=%s", host, configured.keySet());
  }

  /** By name, in the order of the rollout. */
  public Map<String, NodeConnection> configured() {
    return configured;
  }

  /** The host of this replica. */
  public String host() {
    return host;
  }

  /** Access to a node; no connection is kept. */
  public NodeAccess access(String name, NodeConnection connection) {
    return new NodeProgram(name, connection.root(), channel(connection));
  }

  private NodeChannel channel(NodeConnection connection) {
    return switch (connection.access()) {
      case LOCAL -> new LocalChannel(connection.prefix(), config.ssh().commandTimeout());
      case SSH -> new SshChannel(ssh(connection));
      case CHART_VALUES -> throw new IllegalArgumentException("Chart values are not a node");
    };
  }

  private void add(String prefix, GatewayConfigServiceConfig.Node node) {
    boolean ssh = node.access() == NodeConnection.Access.SSH;
    NodeConnection connection =
        new NodeConnection(
            node.access(),
            ssh ? null : node.host().orElse(host),
            node.root(),
            node.prefix().orElse(List.of()),
            node.address().orElse(null),
            node.port(),
            node.user().orElse(null),
            node.sudo(),
            node.file().map(Path::toString).orElse(null));
    require(node.root().startsWith("/"), prefix + "root", "must be an absolute path");
    require(
        configured.putIfAbsent(node.name(), connection) == null,
        prefix + "name",
        "must not be the name of another node");
    if (ssh) {
      require(node.address(), prefix + "address");
      require(node.user(), prefix + "user");
      require(config.ssh().knownHostsFile(), "ssh.known-hosts-file");
      require(
          config.ssh().privateKeyFile().isPresent() != config.ssh().agent().isPresent(),
          "ssh.private-key-file",
          "or gateway-config.ssh.agent is required with access by SSH, and not both");
      requireValid(prefix, connection);
    }
    if (node.access() == NodeConnection.Access.CHART_VALUES) {
      require(node.file(), prefix + "file");
    }
  }

  /** The message of {@link SshSettings} names its component. */
  private void requireValid(String prefix, NodeConnection connection) {
    try {
      ssh(connection);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "gateway-config.%s: %s"
              .formatted(prefix.substring(0, prefix.length() - 1), e.getMessage()),
          e);
    }
  }

  private SshSettings ssh(NodeConnection connection) {
    GatewayConfigServiceConfig.Ssh ssh = config.ssh();
    return new SshSettings(
        String.valueOf(connection.address()),
        connection.port(),
        String.valueOf(connection.user()),
        ssh.privateKeyFile()
            .<SshSettings.Identity>map(
                file -> new SshSettings.Identity.KeyFile(file, ssh.passphraseFile().orElse(null)))
            .orElseGet(() -> new SshSettings.Identity.Agent(ssh.agent().orElseThrow())),
        ssh.knownHostsFile().orElseThrow(),
        connection.sudo() ? SUDO : List.of(),
        ssh.connectTimeout(),
        ssh.commandTimeout());
  }

  private static void require(Optional<?> value, String setting) {
    require(value.isPresent(), setting, "is required with this access");
  }

  private static void require(boolean valid, String setting, String rule) {
    if (!valid) {
      throw new IllegalArgumentException("gateway-config." + setting + " " + rule);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "gateway-config.host is required: the operating system has no host name", e);
    }
  }
}
