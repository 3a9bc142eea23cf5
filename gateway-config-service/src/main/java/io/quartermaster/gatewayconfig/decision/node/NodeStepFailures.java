package io.quartermaster.gatewayconfig.decision.node;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.node.NodeFailure;
import io.quartermaster.step.StepFailure;
import java.time.Duration;

/** Failures of a node, with what to do about them. */
public final class NodeStepFailures {

  private static final String VERIFY =
      " Then save the settings or request a verification; the same settings are not attempted again"
          + " before that.";

  private NodeStepFailures() {}

  /** Of a command that was not done. */
  public static StepFailure of(NodeFailure failure) {
    return failure.unavailable()
        ? new StepFailure.Unavailable(failure.code(), failure.detail(), failure.remedy())
        : new StepFailure.Refused(failure.code(), failure.detail(), failure.remedy());
  }

  static StepFailure rolledBack(String node) {
    return new StepFailure.Refused(
        FailureCodes.RECONFIGURE_FAILED,
        ("gitlab-ctl reconfigure failed on node %s with the new configuration. The last good"
                + " configuration is restored and in effect.")
            .formatted(node),
        "Read the output of the reconfigure and correct its cause." + VERIFY);
  }

  static StepFailure failsWithLastGood(String node) {
    return new StepFailure.Refused(
        FailureCodes.RECONFIGURE_FAILED,
        ("gitlab-ctl reconfigure failed on node %s with the new configuration, and also with the"
                + " last good one, which is restored: the cause is elsewhere in gitlab.rb or on the"
                + " node.")
            .formatted(node),
        "Run gitlab-ctl reconfigure on the node and correct what it reports." + VERIFY);
  }

  static StepFailure notEffective(String node) {
    return new StepFailure.Refused(
        FailureCodes.GATEWAY_VARIABLES_NOT_EFFECTIVE,
        ("gitlab-ctl reconfigure ended well on node %s, but GitLab Rails did not get the variables"
                + " of the AI gateway.")
            .formatted(node),
        "Find what changes gitlab_rails['env'] after gitlab.rb is read, for example an exit"
            + " statement or another configuration file, and correct it."
            + VERIFY);
  }

  static StepFailure timedOut(String node, Duration limit) {
    return new StepFailure.Unavailable(
        FailureCodes.RECONFIGURE_TIMED_OUT,
        "The reconfigure of node %s has run for longer than %s. It is not ended; its result is recognized when it ends."
            .formatted(node, text(limit)),
        "No action needed while gitlab-ctl reconfigure makes progress on the node. If it hangs, end"
            + " it there.");
  }

  static StepFailure lost(String node) {
    return new StepFailure.Unavailable(
        FailureCodes.RECONFIGURE_FAILED,
        "The reconfigure of node %s was interrupted twice without a result.".formatted(node),
        "No action needed; retrying automatically. If it persists, run gitlab-ctl reconfigure on the"
            + " node and correct what interrupts it.");
  }

  static StepFailure changing(String node) {
    return new StepFailure.Unavailable(
        FailureCodes.GITLAB_RB_CHANGED_CONCURRENTLY,
        "The configuration of node %s was changed again after it was written.".formatted(node),
        "No action needed; retrying automatically. If it persists, find what else writes gitlab.rb,"
            + " for example a configuration management tool.");
  }

  static StepFailure invalid(String node, int line) {
    return new StepFailure.Refused(
        FailureCodes.GITLAB_RB_INVALID,
        "gitlab.rb of node %s is not valid Ruby at line %d. Nothing was changed."
            .formatted(node, line),
        "Correct gitlab.rb; ruby -c shows the error. The node is checked again on the next resync,"
            + " and at once when you request a verification.");
  }

  static StepFailure differs(String node) {
    return new StepFailure.Refused(
        FailureCodes.GATEWAY_CONFIGURATION_DIFFERS,
        "The configuration of node %s differs, and is not repaired in the mode observe."
            .formatted(node),
        "Correct the listed differences on the node, or set gateway-config.mode=manage.");
  }

  private static String text(Duration time) {
    return time.toSeconds() % 60 == 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " s";
  }
}
