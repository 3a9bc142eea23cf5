package io.quartermaster.membership.reconcile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.ProgressPace;
import io.quartermaster.membership.decision.ProjectMembership;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.store.MembershipTable;
import io.quartermaster.membership.store.ServiceAccountRepository;
import io.quartermaster.membership.store.TreeTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Changes the members of the projects that are due, batch by batch; each batch is marked before its
 * calls and recorded after them, so that a crash costs at most one batch of repeated calls.
 */
@ApplicationScoped
class ApplyPass {

  private final ServiceAccountRepository accounts;
  private final MembershipTable memberships;
  private final TreeTables tree;
  private final MemberCrew crew;
  private final StepJournal journal;
  private final MembershipConfig config;
  private final ProgressPace pace;
  private final Clock clock = Clock.systemUTC();

  ApplyPass(
      ServiceAccountRepository accounts,
      MembershipTable memberships,
      TreeTables tree,
      MemberCrew crew,
      StepJournal journal,
      MembershipConfig config) {
    this.accounts = accounts;
    this.memberships = memberships;
    this.tree = tree;
    this.crew = crew;
    this.journal = journal;
    this.config = config;
    this.pace = new ProgressPace(config.progress().projects(), config.progress().interval());
  }

  Stage applyDue(MembershipWork work) {
    sayStart(work);
    Instant lastSaid = clock.instant();
    int since = 0;
    while (true) {
      List<ProjectMembership> batch = QuarkusTransaction.requiringNew().call(this::claim);
      if (batch.isEmpty()) {
        return new Stage.Finished();
      }
      BatchResult result = crew.apply(batch, work.userId());
      since += result.rows().size();
      boolean say = pace.isDue(since, lastSaid, clock.instant());
      QuarkusTransaction.requiringNew().run(() -> record(batch, result, work, say));
      if (say) {
        lastSaid = clock.instant();
        since = 0;
      }
      if (result.stopped()) {
        return result.stop().orElseThrow();
      }
      if (clock.instant().isAfter(work.until())) {
        return new Stage.OutOfTime();
      }
    }
  }

  private void sayStart(MembershipWork work) {
    QuarkusTransaction.requiringNew()
        .run(() -> journal.membershipsUnderWay(work.desired(), memberships.count()));
  }

  private List<ProjectMembership> claim() {
    Instant refusedBefore = clock.instant().minus(config.resyncInterval());
    List<ProjectMembership> batch = memberships.due(config.batchSize(), refusedBefore);
    memberships.markOurs(batch);
    return batch;
  }

  private void record(
      List<ProjectMembership> batch, BatchResult result, MembershipWork work, boolean say) {
    if (!accounts.isStill(work.userId())) {
      return; // What was done for another account says nothing about this one.
    }
    List<ProjectMembership> rows = List.copyOf(result.rows());
    memberships.putAll(rows, clock.instant());
    tree.dropProjects(List.copyOf(result.gone()));
    boolean retriedRefusals =
        batch.stream().anyMatch(row -> row.state() == ProjectMembership.State.REFUSED)
            && rows.stream().anyMatch(row -> row.state() == ProjectMembership.State.SETTLED);
    if (retriedRefusals) {
      journal.owe(Step.PROJECT_MEMBERSHIPS);
    }
    if (say) {
      journal.membershipsUnderWay(work.desired(), memberships.count());
    }
  }
}
