package io.quartermaster.gatewayconfig.effect;

import io.quartermaster.gatewayconfig.GatewayConfigServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** The nodes of the configuration. */
@ApplicationScoped
public class GitLabNodes {

  private static final Logger LOG = Logger.getLogger(GitLabNodes.class);

  private final List<NodeGateway> nodes;

  GitLabNodes(GatewayConfigServiceConfig config) {
    this.nodes = config.nodes().stream().map(GitLabNodes::local).toList();
    LOG.infof("GitLab nodes: %s", nodes.stream().map(NodeGateway::name).toList());
  }

  public List<NodeGateway> all() {
    return nodes;
  }

  private static NodeGateway local(GatewayConfigServiceConfig.Node node) {
    return new NodeGateway(
        node.name(),
        new GitlabRbFile(node.gitlabRb()),
        new ReconfigureCommand(node.reconfigureCommand(), node.timeout()));
  }
}
