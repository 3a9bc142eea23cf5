package io.quartermaster.membership.reconcile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.membership.decision.TreeScan;
import io.quartermaster.membership.effect.TreeGateway;
import io.quartermaster.membership.effect.TreeGateway.TreeResult;
import io.quartermaster.membership.store.MembershipTable;
import io.quartermaster.membership.store.PlanVersions;
import io.quartermaster.membership.store.TreeScanRepository;
import io.quartermaster.membership.store.TreeTables;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads GitLab's projects and groups, and the account's memberships of them, into the database, one
 * page in memory, when that is due. A page and the place of the next one are stored together, so
 * that a walk goes on after a crash. What a complete walk did not see is gone.
 */
@ApplicationScoped
class TreeWalk {

  private final TreeGateway gateway;
  private final TreeTables tree;
  private final TreeScanRepository scans;
  private final PlanVersions plan;
  private final MembershipTable memberships;
  private final StepJournal journal;
  private final ReconcileQueue queue;
  private final MembershipConfig config;
  private final Clock clock = Clock.systemUTC();

  TreeWalk(
      TreeGateway gateway,
      TreeTables tree,
      TreeScanRepository scans,
      PlanVersions plan,
      MembershipTable memberships,
      StepJournal journal,
      ReconcileQueue queue,
      MembershipConfig config) {
    this.gateway = gateway;
    this.tree = tree;
    this.scans = scans;
    this.plan = plan;
    this.memberships = memberships;
    this.journal = journal;
    this.queue = queue;
    this.config = config;
  }

  Stage walkIfDue(MembershipWork work) {
    return QuarkusTransaction.requiringNew()
        .call(() -> due(work))
        .map(scan -> walk(scan, work))
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
            config.resyncInterval());
    return due ? Optional.of(scans.begin(revision, now)) : Optional.empty();
  }

  private Stage walk(TreeScan begun, MembershipWork work) {
    var reached = new Reached(begun, null);
    while (!reached.scan.isOver()) {
      if (reached.stop != null) {
        return reached.stop;
      }
      if (clock.instant().isAfter(work.until())) {
        return new Stage.OutOfTime();
      }
      reached = step(reached.scan, work.userId());
    }
    return new Stage.Finished();
  }

  private Reached step(TreeScan scan, long userId) {
    String place = scan.cursor();
    return switch (scan.phase()) {
      case PROJECTS ->
          stored(scan, gateway.projects(place), page -> tree.putProjects(scan.id(), page));
      case GROUPS -> stored(scan, gateway.groups(place), page -> tree.putGroups(scan.id(), page));
      case PROJECT_MEMBERSHIPS -> {
        if (place == null && nothingIsSettled()) {
          yield notShown(scan);
        }
        yield stored(scan, gateway.projectMemberships(userId, place), tree::putProjectLevels);
      }
      case GROUP_MEMBERSHIPS ->
          stored(scan, gateway.groupMemberships(userId, place), tree::putGroupLevels);
      case COMPLETE, TREE_ONLY -> new Reached(scan, null);
    };
  }

  private <T> Reached stored(TreeScan scan, TreeResult<T> result, Consumer<List<T>> put) {
    return switch (result) {
      case TreeResult.Page<T> page ->
          new Reached(QuarkusTransaction.requiringNew().call(() -> store(scan, page, put)), null);
      case TreeResult.NotShown<T> none -> notShown(scan);
      case TreeResult.UserGone<T> gone -> new Reached(scan, new Stage.AccountGone());
      case TreeResult.Failed<T>(StepFailure failure) ->
          new Reached(scan, new Stage.Stopped(failure));
    };
  }

  /** What has not been made yet, as in a first set-up, cannot have been lost. */
  private boolean nothingIsSettled() {
    return QuarkusTransaction.requiringNew().call(() -> memberships.count().settled() == 0);
  }

  private Reached notShown(TreeScan scan) {
    return new Reached(
        QuarkusTransaction.requiringNew().call(() -> scanned(scan.withoutMemberships())), null);
  }

  private <T> TreeScan store(TreeScan scan, TreeResult.Page<T> page, Consumer<List<T>> put) {
    put.accept(page.items());
    return scanned(page.next() == null ? scan.phaseDone() : scan.at(page.next()));
  }

  private TreeScan scanned(TreeScan scan) {
    TreeScan next = scans.save(scan);
    if (next.isOver()) {
      complete(next);
    }
    return next;
  }

  private void complete(TreeScan scan) {
    plan.outdate();
    if (tree.dropVanished(scan.id()) > 0) {
      journal.owe(Step.PROJECT_MEMBERSHIPS);
    }
    if (scan.isOutdated()) {
      queue.request(Step.PROJECT_MEMBERSHIPS.task(), Step.WORK_KEY);
    }
  }

  /** How far the walk is, and why it cannot go on for now, if so. */
  private record Reached(TreeScan scan, @Nullable Stage stop) {}
}
