package io.quartermaster.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The AI gateway configuration that Quartermaster wrote is removed from every GitLab node. Only
 * after an {@link ArnRemoved} that requested it.
 *
 * @param nodeStates at most {@value NodeProgress#MAX_NODES} nodes; absent when the producer does
 *     not know them one by one
 */
public record GatewayConfigRemoved(
    Origin origin, String detail, @Nullable List<NodeProgress> nodeStates)
    implements OutcomeEvent.Succeeded {

  public GatewayConfigRemoved {
    nodeStates = nodeStates == null ? null : NodeProgress.listed(nodeStates);
  }
}
