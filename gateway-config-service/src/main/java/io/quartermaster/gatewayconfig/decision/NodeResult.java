package io.quartermaster.gatewayconfig.decision;

import io.quartermaster.step.StepFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run left a node.
 *
 * @param changed whether the node was changed
 * @param reconfigurePending whether GitLab may not use the file yet
 * @param failure why the node is not in the desired state; null when it is
 */
public record NodeResult(
    String node, boolean changed, boolean reconfigurePending, @Nullable StepFailure failure) {

  public static NodeResult inDesiredState(String node, boolean changed) {
    return new NodeResult(node, changed, false, null);
  }

  public static NodeResult failed(String node, boolean reconfigurePending, StepFailure failure) {
    return new NodeResult(node, false, reconfigurePending, failure);
  }

  /**
   * The failure of the whole rollout. A failure that is retried automatically comes before a
   * refusal, so that a node that only needs time does not wait for a person.
   */
  public static Optional<StepFailure> failureOf(List<NodeResult> results) {
    List<StepFailure> failures =
        results.stream().map(NodeResult::failure).filter(Objects::nonNull).toList();
    return failures.stream()
        .filter(failure -> !(failure instanceof StepFailure.Refused))
        .findFirst()
        .or(() -> failures.stream().findFirst());
  }
}
