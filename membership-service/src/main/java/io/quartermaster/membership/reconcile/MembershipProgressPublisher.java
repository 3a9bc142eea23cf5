package io.quartermaster.membership.reconcile;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.MembershipFailed;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.membership.decision.MembershipCounts;
import io.quartermaster.membership.decision.RefusedChange;
import io.quartermaster.membership.outcome.MembershipOutcomes;
import io.quartermaster.membership.store.MembershipRepository;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.step.GitLabStepFailures;
import io.quartermaster.step.StepRecorder;
import io.quartermaster.step.StepRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Publishes how far the memberships are, as the database has it. Demands an open transaction. */
@ApplicationScoped
@Transactional(MANDATORY)
class MembershipProgressPublisher {

  private final MembershipRepository memberships;
  private final StepRecorder steps;
  private final Clock clock;

  MembershipProgressPublisher(MembershipRepository memberships, StepRecorder steps, Clock clock) {
    this.memberships = memberships;
    this.steps = steps;
    this.clock = clock;
  }

  /** Publishes nothing when nothing is pending: that would report success. */
  void publish(StepRun run) {
    MembershipCounts counts = memberships.count();
    if (counts.pending() > 0) {
      List<RefusedChange> refused = refused(counts);
      Instant resync = steps.nextResync();
      steps.progressed(
          run, origin -> MembershipOutcomes.progressed(origin, counts, refused, resync));
    }
  }

  /**
   * GitLab limits the rate of requests. Publishes nothing for a drift check of a step that is done:
   * no change is delayed.
   */
  void publishRateLimit(StepRun run, Duration pause) {
    MembershipCounts counts = memberships.count();
    if (counts.pending() == 0 && run.progress().isDone()) {
      return;
    }
    List<RefusedChange> refused = refused(counts);
    String remedy =
        GitLabStepFailures.of(
                new GitLabFailure.Unavailable(GitLabFailure.Cause.RATE_LIMITED, pause))
            .remedy();
    Failure failure = MembershipOutcomes.rateLimited(remedy, clock.instant().plus(pause));
    steps.progressed(
        run,
        origin ->
            counts.pending() == 0
                ? new MembershipFailed(origin, failure)
                : MembershipOutcomes.interrupted(origin, counts, refused, failure));
  }

  /** Every project is in the desired state or refused. */
  ReconcileOutcome finished(StepRun run, boolean underInstanceLock) {
    MembershipCounts all = memberships.count();
    MembershipCounts counts = underInstanceLock ? all.underInstanceLock() : all;
    List<RefusedChange> refused = refused(counts);
    Instant resync = steps.nextResync();
    // Refused projects are reported by every check, with the time of the next one.
    return steps.succeeded(
        run,
        counts.refused() > 0,
        origin -> MembershipOutcomes.progressed(origin, counts, refused, resync));
  }

  private List<RefusedChange> refused(MembershipCounts counts) {
    return counts.refused() == 0
        ? List.of()
        : memberships.refusedChanges(MembershipProgressed.MAX_REFUSED_PROJECTS);
  }
}
