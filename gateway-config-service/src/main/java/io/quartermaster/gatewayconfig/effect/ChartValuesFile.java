package io.quartermaster.gatewayconfig.effect;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.node.ChartValues;
import io.quartermaster.node.NodeGoal;
import io.quartermaster.step.StepFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The values file for the chart of GitLab in Kubernetes: what a node has instead of an include. */
public final class ChartValuesFile {

  private ChartValuesFile() {}

  /**
   * Compares the file with the goal, and replaces it when it differs.
   *
   * @param manage whether it is replaced
   * @return why the file does not have the desired values
   */
  public static Optional<StepFailure> apply(String node, Path file, NodeGoal goal, boolean manage) {
    try {
      if (isAsDesired(file, goal)) {
        return Optional.empty();
      }
      if (!manage) {
        return Optional.of(
            new StepFailure.Refused(
                FailureCodes.GATEWAY_CONFIGURATION_DIFFERS,
                "The values file of %s differs, and is not replaced in the mode observe."
                    .formatted(node),
                "Set gateway-config.mode=manage."));
      }
      switch (goal) {
        case NodeGoal.Present present -> ChartValues.write(file, present);
        case NodeGoal.Absent() -> ChartValues.remove(file);
        case NodeGoal.LastGood() -> throw new IllegalArgumentException("No last good values");
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          new StepFailure.Unavailable(
              FailureCodes.GITLAB_RB_NOT_WRITABLE,
              "The values file of %s cannot be replaced: %s."
                  .formatted(node, e.getClass().getSimpleName()),
              "No action needed if it is transient; retrying automatically. If it persists, check"
                  + " gateway-config.nodes[].file, its folder, and the permissions of the service."));
    }
  }

  private static boolean isAsDesired(Path file, NodeGoal goal) throws IOException {
    return switch (goal) {
      case NodeGoal.Present present -> ChartValues.isAsDesired(file, present);
      case NodeGoal.Absent() -> ChartValues.isRemoved(file);
      case NodeGoal.LastGood() -> false;
    };
  }
}
