package io.quartermaster.contracts;

import java.util.List;

/**
 * Progress of the AI gateway configuration on the GitLab nodes; the step is not done yet. Published
 * also about every ten seconds while {@code gitlab-ctl reconfigure} runs.
 *
 * @param nodes at most {@value NodeProgress#MAX_NODES} nodes, see {@link NodeProgress}
 */
public record GatewayConfigProgressed(Origin origin, String detail, List<NodeProgress> nodes)
    implements OutcomeEvent {

  public GatewayConfigProgressed {
    nodes = NodeProgress.listed(nodes);
  }
}
