package io.quartermaster.membership.decision;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One scan of all projects and groups of GitLab and of the account's memberships in them, page by
 * page.
 *
 * @param cursor of the next page; null for the first page of a phase
 * @param settingsRevision the settings that it was started for; {@link #OUTDATED} when a
 *     verification was requested since
 */
public record TreeScan(
    long id, Phase phase, @Nullable String cursor, long settingsRevision, Instant startedAt) {

  /** Older than all settings, so that another scan is due. */
  public static final long OUTDATED = 0;

  /** An interrupted scan that is older starts again: too much has changed since. */
  private static final Duration MAX_AGE = Duration.ofHours(1);

  /** Whether it can continue where it was interrupted. */
  public boolean isResumable(Instant now) {
    return !isOver() && now.isBefore(startedAt.plus(MAX_AGE));
  }

  /**
   * Whether GitLab has to be scanned again.
   *
   * @param latest null when there was no scan
   * @param unknownScopeSince when the newest availability of a scope arrived that is not in the
   *     tree; null when there is none
   */
  public static boolean isDue(
      @Nullable TreeScan latest,
      long settingsRevision,
      @Nullable Instant unknownScopeSince,
      Instant now,
      Duration resyncInterval) {
    return latest == null
        || !latest.isOver()
        || latest.settingsRevision < settingsRevision
        || !now.isBefore(latest.startedAt.plus(resyncInterval))
        || (unknownScopeSince != null && !unknownScopeSince.isBefore(latest.startedAt));
  }

  /** Whether there are no more pages. */
  public boolean isOver() {
    return phase == Phase.COMPLETE || phase == Phase.TREE_ONLY;
  }

  public boolean isOutdated() {
    return settingsRevision == OUTDATED;
  }

  public TreeScan withCursor(String nextCursor) {
    return new TreeScan(id, phase, nextCursor, settingsRevision, startedAt);
  }

  /**
   * The phase has no more pages. Projects come before groups: a group that is created in between is
   * then read with the projects that may already be in it. Memberships come last, because they are
   * stored with the projects and groups that were read.
   */
  public TreeScan nextPhase() {
    return withPhase(
        switch (phase) {
          case PROJECTS -> Phase.GROUPS;
          case GROUPS -> Phase.PROJECT_MEMBERSHIPS;
          case PROJECT_MEMBERSHIPS -> Phase.GROUP_MEMBERSHIPS;
          case GROUP_MEMBERSHIPS, COMPLETE -> Phase.COMPLETE;
          case TREE_ONLY -> Phase.TREE_ONLY;
        });
  }

  /** It ends here: memberships are not observed. */
  public TreeScan withoutMemberships() {
    return withPhase(Phase.TREE_ONLY);
  }

  private TreeScan withPhase(Phase next) {
    return new TreeScan(id, next, null, settingsRevision, startedAt);
  }

  /** What is read next. */
  public enum Phase {
    PROJECTS,
    GROUPS,
    PROJECT_MEMBERSHIPS,
    GROUP_MEMBERSHIPS,
    COMPLETE,
    TREE_ONLY
  }
}
