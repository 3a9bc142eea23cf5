package io.quartermaster.gatewayconfig.decision;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.gatewayconfig.decision.gitlabrb.GitlabRb;
import io.quartermaster.step.StepFailure;
import java.util.List;

/** Compares the desired configuration with what a node has. */
public final class NodePlanner {

  private NodePlanner() {}

  /**
   * Plans for one node.
   *
   * @param content the text of the node's {@code gitlab.rb}
   * @param reconfigurePending whether GitLab may not use the file yet: a reconfigure was started
   *     and not seen to succeed, or the node is new to us
   */
  public static NodePlan plan(
      String node, EnvBlock desired, String content, boolean reconfigurePending) {
    return switch (new GitlabRb(content).with(desired)) {
      case GitlabRb.Edit.Unchanged() ->
          reconfigurePending
              ? new NodePlan.Push(List.of(new NodeStep.Reconfigure()))
              : new NodePlan.Nothing();
      case GitlabRb.Edit.Changed(String text) ->
          new NodePlan.Push(
              List.of(new NodeStep.WriteFile(content, text), new NodeStep.Reconfigure()));
      case GitlabRb.Edit.Refused(int line, String reason) ->
          new NodePlan.Blocked(
              new StepFailure.Refused(
                  FailureCodes.GITLAB_RB_NOT_EDITABLE,
                  "gitlab.rb of node %s cannot be edited safely at line %d: %s."
                      .formatted(node, line, reason),
                  "Assign gitlab_rails['env'] once, as a plain hash at the end of the file. The file is checked again on the next resync, and at once when you save the settings."));
    };
  }
}
