package io.quartermaster.membership.reconcile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileOutcome.Done;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Brings the memberships in line, once the account is: reads the tree when that is due, plans when
 * something changed, changes what is due. Works in slices; all progress is in the database.
 *
 * <p>Failure semantics: a project that GitLab refuses is recorded as such and the others go on; a
 * limited or absent GitLab stops the whole run and is tried again, not before GitLab allows it; a
 * refused token stops it until somebody acts or it is time to look again.
 */
@ApplicationScoped
class ProjectMembershipsTask implements ReconcileTask {

  private final MembershipLoad load;
  private final TreeWalk walk;
  private final PlanPass plan;
  private final ApplyPass apply;
  private final MembershipEnd end;
  private final Clock clock = Clock.systemUTC();

  ProjectMembershipsTask(
      MembershipLoad load, TreeWalk walk, PlanPass plan, ApplyPass apply, MembershipEnd end) {
    this.load = load;
    this.walk = walk;
    this.plan = plan;
    this.apply = apply;
    this.end = end;
  }

  @Override
  public String name() {
    return Step.PROJECT_MEMBERSHIPS.task();
  }

  @Override
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    return QuarkusTransaction.requiringNew()
        .call(load::work)
        .map(work -> end.of(run(work), work.desired(), request))
        .orElseGet(Done::new);
  }

  private Stage run(MembershipWork work) {
    if (work.desired().accountBlocked()) {
      return new Stage.Finished();
    }
    Instant now = clock.instant();
    if (work.pausedUntil() != null && now.isBefore(work.pausedUntil())) {
      return new Stage.Paused(Duration.between(now, work.pausedUntil()));
    }
    Stage walked = walk.walkIfDue(work);
    if (!(walked instanceof Stage.Finished)) {
      return walked;
    }
    plan.planIfOutdated(work);
    return apply.applyDue(work);
  }
}
