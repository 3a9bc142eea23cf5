package io.quartermaster.membership.reconcile;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;

import io.quartermaster.membership.decision.TreeScan;
import io.quartermaster.membership.effect.TreeGateway;
import io.quartermaster.membership.effect.TreeGateway.TreeResult;
import io.quartermaster.membership.store.MembershipRepository;
import io.quartermaster.membership.store.TreeRepository;
import io.quartermaster.step.StepConfig;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRecorder;
import io.quartermaster.step.StepRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Scans GitLab's projects, groups and memberships of the account into the database when that is
 * due, one page in memory. A page and the cursor of the next one are stored together, so a scan
 * continues after a crash. A complete scan deletes what it did not find.
 */
@ApplicationScoped
class TreeScanner {

  private final TreeGateway gateway;
  private final TreeRepository tree;
  private final MembershipRepository memberships;
  private final StepRecorder steps;
  private final StepConfig config;
  private final Clock clock;

  TreeScanner(
      TreeGateway gateway,
      TreeRepository tree,
      MembershipRepository memberships,
      StepRecorder steps,
      StepConfig config,
      Clock clock) {
    this.gateway = gateway;
    this.tree = tree;
    this.memberships = memberships;
    this.steps = steps;
    this.config = config;
    this.clock = clock;
  }

  PassResult scanIfDue(StepRun run, long userId, Instant deadline) {
    TreeScan scan = requiringNew().call(() -> resumeOrStart(run.settingsRevision()));
    while (!scan.isOver()) {
      if (clock.instant().isAfter(deadline)) {
        return new PassResult.TimeUp();
      }
      Reached reached = readPage(scan, run.key(), userId);
      if (reached.stop() != null) {
        return reached.stop();
      }
      scan = reached.scan();
    }
    return new PassResult.Finished();
  }

  /** The latest scan, which is over when none is due. */
  private TreeScan resumeOrStart(long settingsRevision) {
    Instant now = clock.instant();
    TreeScan latest = tree.latestScan().orElse(null);
    if (latest != null
        && (latest.isResumable(now)
            || !TreeScan.isDue(
                latest,
                settingsRevision,
                tree.unknownScopeSince().orElse(null),
                now,
                config.resyncInterval()))) {
      return latest;
    }
    return tree.startScan(settingsRevision, now);
  }

  private Reached readPage(TreeScan scan, StepKey key, long userId) {
    String cursor = scan.cursor();
    return switch (scan.phase()) {
      case PROJECTS ->
          stored(scan, key, gateway.projects(cursor), page -> tree.saveProjects(scan.id(), page));
      case GROUPS ->
          stored(scan, key, gateway.groups(cursor), page -> tree.saveGroups(scan.id(), page));
      case PROJECT_MEMBERSHIPS ->
          cursor == null && nothingIsSettled()
              ? withoutMemberships(scan, key)
              : stored(
                  scan, key, gateway.projectMemberships(userId, cursor), tree::saveProjectLevels);
      case GROUP_MEMBERSHIPS ->
          stored(scan, key, gateway.groupMemberships(userId, cursor), tree::saveGroupLevels);
      case COMPLETE, TREE_ONLY -> new Reached(scan, null);
    };
  }

  /** In a first set-up there are no memberships that could have been lost. */
  private boolean nothingIsSettled() {
    return requiringNew().call(() -> memberships.count().settled() == 0);
  }

  private <T> Reached stored(
      TreeScan scan, StepKey key, TreeResult<T> result, Consumer<List<T>> save) {
    return switch (result) {
      case TreeResult.Items<T>(List<T> items, String next) ->
          new Reached(
              requiringNew()
                  .call(
                      () -> {
                        save.accept(items);
                        return advance(
                            next == null ? scan.nextPhase() : scan.withCursor(next), key);
                      }),
              null);
      case TreeResult.Hidden<T>() -> withoutMemberships(scan, key);
      case TreeResult.UserDeleted<T>() -> new Reached(scan, new PassResult.AccountDeleted());
      case TreeResult.Failed<T>(StepFailure failure) ->
          new Reached(scan, new PassResult.Failed(failure));
    };
  }

  private Reached withoutMemberships(TreeScan scan, StepKey key) {
    return new Reached(requiringNew().call(() -> advance(scan.withoutMemberships(), key)), null);
  }

  private TreeScan advance(TreeScan next, StepKey key) {
    TreeScan scan = tree.saveScan(next);
    if (scan.isOver()) {
      memberships.outdatePlan();
      if (tree.deleteMissing(scan.id()) > 0) {
        steps.requireOutcome(key);
      }
      if (scan.isOutdated()) {
        steps.request(key);
      }
    }
    return scan;
  }

  /** The position of the scan, and why it cannot continue for now, if so. */
  private record Reached(TreeScan scan, @Nullable PassResult stop) {}
}
