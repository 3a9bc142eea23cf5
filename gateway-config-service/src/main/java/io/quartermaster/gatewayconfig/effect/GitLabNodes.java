package io.quartermaster.gatewayconfig.effect;

import io.quartermaster.gatewayconfig.GatewayConfigServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The nodes of the configuration. */
@ApplicationScoped
public class GitLabNodes {

  private final List<NodeGateway> nodes;

  GitLabNodes(GatewayConfigServiceConfig config) {
    this.nodes = config.nodes().stream().map(GitLabNodes::local).toList();
  }

  public List<NodeGateway> all() {
    return nodes;
  }

  private static NodeGateway local(GatewayConfigServiceConfig.Node node) {
    return new LocalNodeGateway(
        node.name(),
        new GitlabRbFile(node.gitlabRb()),
        new ReconfigureCommand(node.reconfigureCommand(), node.timeout()));
  }
}
