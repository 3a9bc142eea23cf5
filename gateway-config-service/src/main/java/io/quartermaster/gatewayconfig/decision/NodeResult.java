package io.quartermaster.gatewayconfig.decision;

import org.jspecify.annotations.Nullable;

/**
 * How a node was left.
 *
 * @param changed whether anything was done on it
 * @param reconfigurePending whether GitLab may not have taken the file over
 * @param failure why it is not as wanted; null when it is
 */
public record NodeResult(
    String node, boolean changed, boolean reconfigurePending, @Nullable NodeFailure failure) {

  public static NodeResult asWanted(String node, boolean changed) {
    return new NodeResult(node, changed, false, null);
  }

  public static NodeResult failed(String node, boolean reconfigurePending, NodeFailure failure) {
    return new NodeResult(node, false, reconfigurePending, failure);
  }
}
