package io.quartermaster.membership.reconcile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.DesiredInstance;
import io.quartermaster.membership.decision.MembershipCounts;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.membership.store.MembershipTable;
import io.quartermaster.membership.store.PlanVersions;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileOutcome.Requeue;
import io.quartermaster.messaging.reconcile.ReconcileOutcome.Retry;
import io.quartermaster.messaging.reconcile.ReconcileOutcome.Settled;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Ends a run over the projects: says how it ended and when the next one is. */
@ApplicationScoped
class MembershipEnd {

  private final MembershipTable memberships;
  private final PlanVersions versions;
  private final StepJournal journal;
  private final FailedRun failedRun;
  private final ReconcileQueue queue;
  private final MembershipConfig config;
  private final Clock clock = Clock.systemUTC();

  MembershipEnd(
      MembershipTable memberships,
      PlanVersions versions,
      StepJournal journal,
      FailedRun failedRun,
      ReconcileQueue queue,
      MembershipConfig config) {
    this.memberships = memberships;
    this.versions = versions;
    this.journal = journal;
    this.failedRun = failedRun;
    this.queue = queue;
    this.config = config;
  }

  ReconcileOutcome of(Stage stage, DesiredInstance desired, ReconcileRequest request) {
    return switch (stage) {
      case Stage.Finished finished -> {
        QuarkusTransaction.requiringNew().run(() -> done(desired));
        yield new Settled(config.resyncInterval());
      }
      case Stage.OutOfTime later -> new Requeue();
      case Stage.Paused(Duration left) -> new Retry(left);
      case Stage.AccountGone gone -> {
        QuarkusTransaction.requiringNew()
            .run(() -> queue.request(Step.SERVICE_ACCOUNT.task(), Step.WORK_KEY));
        // The account task wakes this one when it has made a new account; else it is tried again.
        yield new Retry(request.backOff());
      }
      // To be asked to slow down is no failure: what is left stays pending.
      case Stage.Stopped(StepFailure.Throttled(Duration retryAfter)) -> {
        QuarkusTransaction.requiringNew().run(() -> pause(desired, retryAfter));
        yield new Retry(retryAfter);
      }
      case Stage.Stopped(StepFailure failure) ->
          failedRun.end(Step.PROJECT_MEMBERSHIPS, desired, failure, request);
    };
  }

  /** Kept in the database: a new request must not be a way around it. */
  private void pause(DesiredInstance desired, Duration retryAfter) {
    versions.pauseUntil(clock.instant().plus(retryAfter));
    journal.membershipsUnderWay(desired, memberships.count());
  }

  private void done(DesiredInstance desired) {
    MembershipCounts counts = memberships.count();
    journal.membershipsDone(
        desired, desired.accountBlocked() ? counts.underInstanceLock() : counts);
  }
}
