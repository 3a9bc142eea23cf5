package io.quartermaster.membership.reconcile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.membership.decision.TreeScan;
import io.quartermaster.membership.decision.TreeScan.Phase;
import io.quartermaster.membership.effect.TreeGateway;
import io.quartermaster.membership.effect.TreeGateway.TreeResult;
import io.quartermaster.membership.store.PlanVersions;
import io.quartermaster.membership.store.TreeScanRepository;
import io.quartermaster.membership.store.TreeTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads GitLab's projects and groups into the database, one page in memory, when that is due. A
 * page and the place of the next one are stored together, so that a walk goes on after a crash.
 * What a complete walk did not see is gone.
 */
@ApplicationScoped
class TreeWalk {

  private final TreeGateway gateway;
  private final TreeTables tree;
  private final TreeScanRepository scans;
  private final PlanVersions plan;
  private final StepJournal journal;
  private final MembershipConfig config;
  private final Clock clock = Clock.systemUTC();

  TreeWalk(
      TreeGateway gateway,
      TreeTables tree,
      TreeScanRepository scans,
      PlanVersions plan,
      StepJournal journal,
      MembershipConfig config) {
    this.gateway = gateway;
    this.tree = tree;
    this.scans = scans;
    this.plan = plan;
    this.journal = journal;
    this.config = config;
  }

  Stage walkIfDue(MembershipWork work) {
    return QuarkusTransaction.requiringNew()
        .call(() -> due(work))
        .map(scan -> walk(scan, work.until()))
        .orElseGet(Stage.Finished::new);
  }

  private Optional<TreeScan> due(MembershipWork work) {
    Instant now = clock.instant();
    long revision = work.desired().settingsRevision();
    Optional<TreeScan> latest = scans.latest();
    if (latest.isPresent() && latest.get().resumable(now)) {
      return latest;
    }
    boolean due =
        TreeScan.isDue(
            latest.orElse(null),
            revision,
            tree.strangerSince().orElse(null),
            now,
            config.lookAgainAfter());
    return due ? Optional.of(scans.begin(revision, now)) : Optional.empty();
  }

  private Stage walk(TreeScan begun, Instant until) {
    TreeScan scan = begun;
    while (scan.phase() != Phase.COMPLETE) {
      if (clock.instant().isAfter(until)) {
        return new Stage.OutOfTime();
      }
      TreeResult result =
          scan.phase() == Phase.PROJECTS
              ? gateway.projects(scan.cursor())
              : gateway.groups(scan.cursor());
      switch (result) {
        case TreeResult.Failed(StepFailure failure) -> {
          return new Stage.Stopped(failure);
        }
        case TreeResult.Page page -> scan = stored(scan, page);
      }
    }
    return new Stage.Finished();
  }

  private TreeScan stored(TreeScan scan, TreeResult.Page page) {
    return QuarkusTransaction.requiringNew().call(() -> store(scan, page));
  }

  private TreeScan store(TreeScan scan, TreeResult.Page page) {
    if (scan.phase() == Phase.PROJECTS) {
      tree.putProjects(scan.id(), page.nodes());
    } else {
      tree.putGroups(scan.id(), page.nodes());
    }
    TreeScan next = page.next() == null ? scan.phaseDone() : scan.at(page.next());
    scans.save(next);
    if (next.phase() == Phase.COMPLETE) {
      complete(next);
    }
    return next;
  }

  private void complete(TreeScan scan) {
    plan.outdate();
    if (tree.dropVanished(scan.id()) > 0) {
      journal.owe(Step.PROJECT_MEMBERSHIPS);
    }
  }
}
