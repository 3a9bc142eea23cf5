package io.quartermaster.gatewayconfig.decision;

import io.quartermaster.gatewayconfig.decision.gitlabrb.GitlabRb;
import java.util.List;

/** Compares what is wanted with what a node has. */
public final class NodePlanner {

  private NodePlanner() {}

  /**
   * Plans for one node.
   *
   * @param content the text of the node's {@code gitlab.rb}
   * @param reconfigurePending whether GitLab may not have taken the file over yet: a reconfigure
   *     was begun and not seen to end well, or the node is new to us
   */
  public static NodePlan plan(
      String node, EnvBlock wanted, String content, boolean reconfigurePending) {
    return switch (new GitlabRb(content).with(wanted)) {
      case GitlabRb.Edit.Unchanged() ->
          reconfigurePending
              ? new NodePlan.Push(List.of(new NodeStep.Reconfigure()))
              : new NodePlan.Nothing();
      case GitlabRb.Edit.Changed(String text) ->
          new NodePlan.Push(
              List.of(new NodeStep.WriteFile(content, text), new NodeStep.Reconfigure()));
      case GitlabRb.Edit.Refused(int line, String reason) ->
          new NodePlan.Blocked(
              NodeFailure.refused(
                  "gitlab_rb_not_editable",
                  "gitlab.rb of node %s cannot be changed safely at line %d: %s."
                      .formatted(node, line, reason),
                  "Assign gitlab_rails['env'] once, as a plain hash at the end of the file; it is"
                      + " looked at again by itself, and at once when you save the settings."));
    };
  }
}
