package io.quartermaster.gatewayconfig.decision.node;

import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.gatewayconfig.decision.NodeState.Phase;
import io.quartermaster.gatewayconfig.decision.node.NodePlan.Act;
import io.quartermaster.gatewayconfig.decision.node.NodePlan.End;
import io.quartermaster.gatewayconfig.decision.node.NodePlan.Proceed;
import io.quartermaster.gatewayconfig.decision.node.NodePlan.Wait;
import io.quartermaster.node.Job;
import io.quartermaster.node.NodeFailure;
import io.quartermaster.node.NodeGoal;
import io.quartermaster.node.Observation;
import io.quartermaster.step.StepFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The next action for one node.
 *
 * <p>A reconfigure follows only when the effective variables differ from the goal, when the last
 * job of ours was lost or failed, or when our files were removed. A goal that failed is rolled back
 * once and not attempted again before a save or a verification.
 */
public final class NodePlanner {

  /** A reconfigure that is older than this has nothing to do with the present saves. */
  private static final Duration BURST = Duration.ofMinutes(1);

  private final String name;
  private final Target target;
  private final NodeRules rules;
  private final Moment moment;
  private final Observation seen;
  private final Differences differences;
  private final NodeState node;

  /**
   * When it is planned.
   *
   * @param pass the pass that ends
   * @param lastSave when the settings were saved last
   * @param nextJob the id of the next job, if there is one
   */
  public record Moment(Instant now, long pass, Instant lastSave, UUID nextJob) {}

  private NodePlanner(
      String name,
      Target target,
      NodeRules rules,
      Moment moment,
      Observation seen,
      NodeState stored) {
    this.name = name;
    this.target = target;
    this.rules = rules;
    this.moment = moment;
    this.seen = seen;
    boolean isDrift = stored.hasVerified(target.text()) || !rules.manage();
    this.differences = Differences.between(target.goal(), seen);
    this.node = stored.observed(seen.gitlabVersion(), differences.driftOf(stored, isDrift));
  }

  /** Plans from what is stored and what is observed. */
  public static NodePlan plan(
      String name,
      Target target,
      NodeRules rules,
      Moment moment,
      Observation seen,
      NodeState stored) {
    return new NodePlanner(name, target, rules, moment, seen, stored).plan();
  }

  /** The state after an action that was not done. */
  public static NodeState failed(Act act, NodeFailure failure, Moment moment) {
    boolean started = act.action() instanceof NodeAction.Reconfigure && failure.unavailable();
    NodeState before =
        act.before().hasJob() && !started
            ? act.before().jobEnded(true, act.before().run().output())
            : act.before();
    return before.failed(NodeStepFailures.of(failure), moment.pass(), moment.now());
  }

  private NodePlan plan() {
    Job job = seen.job();
    if (job != null && job.state() == Job.State.RUNNING) {
      return running(job);
    }
    if (node.hasJob()) {
      return job != null && job.id().equals(node.run().id()) ? ended(job) : notStarted();
    }
    if (job != null && rules.manage() && node.run().startedAt() == null && !isGood(job)) {
      // Of a database that was lost: what it left in effect is not known.
      return new Proceed(node.adopting(job.id(), moment.now()));
    }
    return isRollingBack() ? rollBack() : converge();
  }

  private boolean isRollingBack() {
    return node.rollingBack() && node.hasFailed(target.text());
  }

  private NodePlan running(Job job) {
    NodeState polled =
        job.id().equals(node.run().id()) ? node : node.adopting(job.id(), moment.now());
    Duration time = Duration.between(started(polled), moment.now());
    if (time.compareTo(rules.reconfigureTimeout()) <= 0) {
      return new Wait(polled, JobPolling.interval(time), JobPolling.isReportDue(time));
    }
    boolean reported = polled.pass() == moment.pass() && polled.report().failure() != null;
    return reported
        ? new Wait(polled, JobPolling.interval(time), false)
        : new End(
            polled.failed(
                NodeStepFailures.timedOut(name, rules.reconfigureTimeout()),
                moment.pass(),
                moment.now()));
  }

  private Instant started(NodeState polled) {
    return Objects.requireNonNullElse(polled.run().startedAt(), moment.now());
  }

  private NodePlan ended(Job job) {
    return switch (job.state()) {
      case RUNNING -> throw new IllegalStateException("The job of node " + name + " runs");
      case LOST -> lost(job);
      case ENDED -> isGood(job) ? endedWell(job) : endedBadly(job);
    };
  }

  private static boolean isGood(Job job) {
    return job.state() == Job.State.ENDED && Objects.equals(job.exitStatus(), 0);
  }

  private NodePlan lost(Job job) {
    NodeState again = node.jobEnded(true, job.output());
    return node.run().required()
        ? new End(again.failed(NodeStepFailures.lost(name), moment.pass(), moment.now()))
        : new Proceed(again.restarted(moment.now()));
  }

  private NodePlan endedWell(Job job) {
    if (isRollingBack()) {
      // What the administrator needs is the output of the run that failed.
      NodeState restored = node.jobEnded(false, node.run().output());
      return failedFor(restored, NodeStepFailures.rolledBack(name));
    }
    NodeState after = node.jobEnded(false, job.output());
    if (!node.isFor(target.text()) || !differences.files().isEmpty()) {
      return new Proceed(after.restarted(moment.now()));
    }
    return differences.variables().isEmpty()
        ? verified(after)
        : failedFor(after, NodeStepFailures.notEffective(name));
  }

  private NodePlan endedBadly(Job job) {
    NodeState after = node.jobEnded(true, job.output());
    if (isRollingBack()) {
      return failedFor(after, NodeStepFailures.failsWithLastGood(name));
    }
    boolean another =
        node.goals().current() == null
            ? !differences.files().isEmpty()
            : !node.isFor(target.text());
    return new Proceed(
        another ? after.restarted(moment.now()) : after.rollBack(target.text(), moment.now()));
  }

  /** The job was stored and never started, or the node no longer knows it. */
  private NodePlan notStarted() {
    UUID id = Objects.requireNonNull(node.run().id());
    return node.isFor(target.text())
        ? new Act(node, new NodeAction.Reconfigure(id), node)
        : new Proceed(
            node.jobEnded(node.run().required(), node.run().output()).restarted(moment.now()));
  }

  private NodePlan rollBack() {
    return switch (node.phase()) {
      case STAGED, CHECKED, APPLYING -> nextPhase();
      case APPLIED, RECONFIGURING -> reconfigure();
      case PENDING, VERIFIED, FAILED -> stage(new NodeGoal.LastGood());
    };
  }

  private NodePlan converge() {
    boolean files = differences.files().isEmpty();
    boolean variables = differences.variables().isEmpty();
    if (files && variables && !node.run().required()) {
      return node.phase() == Phase.VERIFIED && node.hasVerified(target.text())
          ? new End(unchanged())
          : verified(node);
    }
    if (!rules.manage()) {
      return end(NodeStepFailures.differs(name));
    }
    if (node.hasFailed(target.text())) {
      return end(knownFailure(files, variables));
    }
    if (isBurst()) {
      return new Wait(node, rules.quietPeriod(), false);
    }
    if (files) {
      return reconfigure();
    }
    Integer invalid = seen.invalidLine();
    if (invalid != null) {
      return end(NodeStepFailures.invalid(name, invalid));
    }
    return node.isFor(target.text()) ? nextPhase() : stage(target.goal());
  }

  /** What was repaired in an earlier pass was published then. */
  private NodeState unchanged() {
    return node.observed(seen.gitlabVersion(), List.of())
        .verified(target.text(), moment.pass(), moment.now());
  }

  private NodePlan verified(NodeState state) {
    return rules.manage()
        ? new Act(
            state,
            new NodeAction.Keep(),
            state.verified(target.text(), moment.pass(), moment.now()))
        : new End(unchanged());
  }

  private StepFailure knownFailure(boolean files, boolean variables) {
    return node.run().required()
        ? NodeStepFailures.failsWithLastGood(name)
        : files && !variables
            ? NodeStepFailures.notEffective(name)
            : NodeStepFailures.rolledBack(name);
  }

  /** Whether settings are being saved, after a reconfigure for one of them. */
  private boolean isBurst() {
    Instant started = node.run().startedAt();
    return started != null
        && started.isAfter(moment.now().minus(BURST))
        && moment.lastSave().isAfter(started)
        && moment.lastSave().isAfter(moment.now().minus(rules.quietPeriod()));
  }

  private NodePlan nextPhase() {
    String goal = target.text();
    return switch (node.phase()) {
      case STAGED ->
          new Act(node, new NodeAction.Check(), node.to(Phase.CHECKED, goal, moment.now()));
      case CHECKED, APPLYING -> replace(node.to(Phase.APPLYING, goal, moment.now()));
      case APPLIED -> end(NodeStepFailures.changing(name));
      case PENDING, RECONFIGURING, VERIFIED, FAILED -> stage(target.goal());
    };
  }

  private NodePlan replace(NodeState applying) {
    NodeState applied = applying.to(Phase.APPLIED, target.text(), moment.now());
    // Afterwards nothing shows that a reconfigure must follow.
    boolean required = isRollingBack() || target.goal() instanceof NodeGoal.Absent;
    return new Act(
        required ? applying.reconfigureRequired() : applying,
        new NodeAction.Replace(),
        required ? applied.reconfigureRequired() : applied);
  }

  private NodePlan stage(NodeGoal goal) {
    return new Act(
        node,
        new NodeAction.Stage(goal, seen.hashes()),
        node.to(Phase.STAGED, target.text(), moment.now()));
  }

  private NodePlan reconfigure() {
    NodeState starting = node.starting(moment.nextJob(), target.text(), moment.now());
    return new Act(starting, new NodeAction.Reconfigure(moment.nextJob()), starting);
  }

  private NodePlan end(StepFailure failure) {
    return new End(node.failed(failure, moment.pass(), moment.now()));
  }

  private NodePlan failedFor(NodeState state, StepFailure failure) {
    return new End(state.failedFor(target.text(), failure, moment.pass(), moment.now()));
  }
}
