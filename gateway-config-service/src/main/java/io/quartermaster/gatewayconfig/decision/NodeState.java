package io.quartermaster.gatewayconfig.decision;

import io.quartermaster.step.StepFailure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a node, with the transitions that are allowed. All of it can be lost: what
 * counts is observed again.
 *
 * @param rollingBack the phase belongs to the last good files
 * @param since when the node entered the state that is shown
 * @param pass the last pass that the node finished; see {@link Rollout}
 */
public record NodeState(
    Phase phase,
    boolean rollingBack,
    Instant since,
    long pass,
    Goals goals,
    Run run,
    Report report) {

  /** The last action that was done; {@code APPLYING} and {@code RECONFIGURING}: that is begun. */
  public enum Phase {
    PENDING,
    STAGED,
    CHECKED,
    /** The files are about to be replaced, or are. */
    APPLYING,
    APPLIED,
    RECONFIGURING,
    VERIFIED,
    FAILED
  }

  /** The state for people. */
  public enum Shown {
    PENDING,
    STAGED,
    CHECKED,
    APPLYING,
    VERIFIED,
    ROLLING_BACK,
    FAILED
  }

  /**
   * Goals as text.
   *
   * @param current what the phase belongs to; null when that is not known
   * @param verified what was last seen in effect
   * @param failed what failed and is not attempted again before a save or a verification
   */
  public record Goals(
      @Nullable String current, @Nullable String verified, @Nullable String failed) {}

  /**
   * The reconfigure.
   *
   * @param id of the job that was started or is about to be, and whose end is not seen; else null
   * @param startedAt of the last job, by the clock of this service
   * @param required a reconfigure must follow, whatever is in effect: the last job was lost or
   *     failed, or files were removed
   * @param output the last lines of the last job
   */
  public record Run(
      @Nullable UUID id, @Nullable Instant startedAt, boolean required, @Nullable String output) {}

  /** What is said about the node. */
  public record Report(
      @Nullable StepFailure failure, List<NodeDrift> drift, @Nullable String gitlabVersion) {
    public Report {
      drift = List.copyOf(drift);
    }
  }

  /** A node of which nothing is known. */
  public static NodeState unknown(Instant now) {
    return new NodeState(
        Phase.PENDING,
        false,
        now,
        0,
        new Goals(null, null, null),
        new Run(null, null, false, null),
        new Report(null, List.of(), null));
  }

  /** What the state is called in an event. */
  public Shown shown() {
    return switch (phase) {
      case VERIFIED -> Shown.VERIFIED;
      case FAILED -> Shown.FAILED;
      case PENDING -> rollingBack ? Shown.ROLLING_BACK : Shown.PENDING;
      case STAGED -> rollingBack ? Shown.ROLLING_BACK : Shown.STAGED;
      case CHECKED -> rollingBack ? Shown.ROLLING_BACK : Shown.CHECKED;
      case APPLYING, APPLIED, RECONFIGURING -> rollingBack ? Shown.ROLLING_BACK : Shown.APPLYING;
    };
  }

  /** Whether a job may run on the node. */
  public boolean hasJob() {
    return run.id() != null;
  }

  public boolean hasVerified(String goal) {
    return goal.equals(goals.verified());
  }

  public boolean hasFailed(String goal) {
    return goal.equals(goals.failed());
  }

  /** Whether the phase belongs to this goal. */
  public boolean isFor(String goal) {
    return goal.equals(goals.current());
  }

  public NodeState observed(@Nullable String gitlabVersion, List<NodeDrift> drift) {
    return new NodeState(
        phase,
        rollingBack,
        since,
        pass,
        goals,
        run,
        new Report(report.failure(), drift, gitlabVersion));
  }

  /** The action of the phase is done, or begins. */
  public NodeState to(Phase next, String goal, Instant now) {
    return moved(next, rollingBack, new Goals(goal, goals.verified(), goals.failed()), run, now);
  }

  /** The goal of the phase is no longer the desired one, or the files are not the expected ones. */
  public NodeState restarted(Instant now) {
    return moved(Phase.PENDING, false, goals, run, now);
  }

  public NodeState reconfigureRequired() {
    Run required = new Run(run.id(), run.startedAt(), true, run.output());
    return new NodeState(phase, rollingBack, since, pass, goals, required, report);
  }

  /** The job is about to be started: stored before it is. */
  public NodeState starting(UUID id, String goal, Instant now) {
    return moved(
        Phase.RECONFIGURING,
        rollingBack,
        new Goals(goal, goals.verified(), goals.failed()),
        new Run(id, now, run.required(), run.output()),
        now);
  }

  /** A job runs that is not known: its goal is not known either. */
  public NodeState adopting(UUID id, Instant now) {
    return moved(
        Phase.RECONFIGURING,
        rollingBack,
        new Goals(null, goals.verified(), goals.failed()),
        new Run(id, now, run.required(), run.output()),
        now);
  }

  /** The job ended, or will never be started. */
  public NodeState jobEnded(boolean required, @Nullable String output) {
    return new NodeState(
        phase,
        rollingBack,
        since,
        pass,
        goals,
        new Run(null, run.startedAt(), required, output),
        report);
  }

  /** The goal failed: the last good files are restored. */
  public NodeState rollBack(String goal, Instant now) {
    return moved(Phase.PENDING, true, new Goals(goal, goals.verified(), goal), run, now);
  }

  public NodeState verified(String goal, long inPass, Instant now) {
    Report done =
        new Report(
            null,
            report.drift().stream().map(NodeDrift::asRepaired).toList(),
            report.gitlabVersion());
    Instant from = phase == Phase.VERIFIED ? since : now;
    return new NodeState(
        Phase.VERIFIED, false, from, inPass, new Goals(goal, goal, null), run, done);
  }

  /** The goal is not attempted again before a save or a verification. */
  public NodeState failedFor(String goal, StepFailure failure, long inPass, Instant now) {
    return new NodeState(
            phase, false, since, pass, new Goals(goal, goals.verified(), goal), run, report)
        .failed(failure, inPass, now);
  }

  /** The pass ends for the node. A job that may still run stays visible as such. */
  public NodeState failed(StepFailure failure, long inPass, Instant now) {
    Phase next = hasJob() ? phase : Phase.FAILED;
    return new NodeState(
        next,
        rollingBack,
        next == phase ? since : now,
        inPass,
        goals,
        run,
        new Report(failure, report.drift(), report.gitlabVersion()));
  }

  private NodeState moved(Phase next, boolean back, Goals nextGoals, Run nextRun, Instant now) {
    Report without = new Report(null, report.drift(), report.gitlabVersion());
    NodeState moved = new NodeState(next, back, now, pass, nextGoals, nextRun, without);
    return moved.shown() == shown()
        ? new NodeState(next, back, since, pass, nextGoals, nextRun, without)
        : moved;
  }
}
