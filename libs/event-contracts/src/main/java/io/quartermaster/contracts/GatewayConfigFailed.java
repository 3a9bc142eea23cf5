package io.quartermaster.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At least one GitLab node does not have the configuration, or its removal failed.
 *
 * @param nodeStates at most {@value NodeProgress#MAX_NODES} nodes; absent when the producer does
 *     not know them one by one
 * @param drift differences that were found, the first {@value Difference#MAX_ON_NODES}; absent when
 *     there were none
 */
public record GatewayConfigFailed(
    Origin origin,
    Failure failure,
    @Nullable List<NodeProgress> nodeStates,
    @Nullable List<Difference> drift)
    implements OutcomeEvent.Failed {

  public GatewayConfigFailed {
    nodeStates = nodeStates == null ? null : NodeProgress.listed(nodeStates);
    drift = drift == null ? null : Difference.onNodes(drift);
  }

  /** Without states of single nodes, and no differences found. */
  public GatewayConfigFailed(Origin origin, Failure failure) {
    this(origin, failure, null, null);
  }
}
