package io.quartermaster.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every GitLab node has the configuration.
 *
 * @param nodes number of nodes
 * @param nodeStates at most {@value NodeProgress#MAX_NODES} nodes; absent when the producer does
 *     not know them one by one
 * @param drift differences that were found, the first {@value Difference#MAX_ON_NODES}; absent when
 *     there were none. What a first set-up has still to write is no difference
 */
public record GatewayConfigPushed(
    Origin origin,
    String detail,
    int nodes,
    @Nullable List<NodeProgress> nodeStates,
    @Nullable List<Difference> drift)
    implements OutcomeEvent.Succeeded {

  public GatewayConfigPushed {
    nodeStates = nodeStates == null ? null : NodeProgress.listed(nodeStates);
    drift = drift == null ? null : Difference.onNodes(drift);
  }

  /** Without states of single nodes, and no differences found. */
  public GatewayConfigPushed(Origin origin, String detail, int nodes) {
    this(origin, detail, nodes, null, null);
  }
}
