package io.quartermaster.membership.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One walk over all projects and groups of GitLab and over the memberships that the account has of
 * them, page by page.
 *
 * @param cursor where the next page begins; absent for the first page of a phase
 * @param settingsRevision the settings for which it was begun; {@link #NO_SETTINGS} when somebody
 *     asked for a look after that
 */
public record TreeScan(
    long id, Phase phase, @Nullable String cursor, long settingsRevision, Instant startedAt) {

  /** Older than all settings, so that another walk is due. */
  public static final long NO_SETTINGS = 0;

  /** An interrupted walk that is older than this begins anew: too much has moved meanwhile. */
  private static final Duration STALE = Duration.ofHours(1);

  public TreeScan {
    requireNonNull(phase, "phase");
    requireNonNull(startedAt, "startedAt");
  }

  /** Whether it can be taken up where it was left. */
  public boolean resumable(Instant now) {
    return !isOver() && now.isBefore(startedAt.plus(STALE));
  }

  /**
   * Whether GitLab has to be walked again.
   *
   * @param latest the newest walk; absent when there was none
   * @param strangerSince when the newest choice came in for a scope that is not in the tree
   */
  public static boolean isDue(
      @Nullable TreeScan latest,
      long settingsRevision,
      @Nullable Instant strangerSince,
      Instant now,
      Duration resyncInterval) {
    return latest == null
        || !latest.isOver()
        || latest.settingsRevision < settingsRevision
        || !now.isBefore(latest.startedAt.plus(resyncInterval))
        || (strangerSince != null && !strangerSince.isBefore(latest.startedAt));
  }

  /** Whether there are no more pages. */
  public boolean isOver() {
    return phase == Phase.COMPLETE || phase == Phase.TREE_ONLY;
  }

  /** Whether somebody asked for a look after it was begun. */
  public boolean isOutdated() {
    return settingsRevision == NO_SETTINGS;
  }

  /** The page was stored; the next one begins here. */
  public TreeScan at(String nextCursor) {
    return new TreeScan(id, phase, nextCursor, settingsRevision, startedAt);
  }

  /**
   * The phase has no more pages. Projects come before groups: a group that is made in between is
   * then seen with the projects that may already be in it. Memberships come last: they are noted at
   * what was seen.
   */
  public TreeScan phaseDone() {
    Phase next =
        switch (phase) {
          case PROJECTS -> Phase.GROUPS;
          case GROUPS -> Phase.PROJECT_MEMBERSHIPS;
          case PROJECT_MEMBERSHIPS -> Phase.GROUP_MEMBERSHIPS;
          case GROUP_MEMBERSHIPS, COMPLETE -> Phase.COMPLETE;
          case TREE_ONLY -> Phase.TREE_ONLY;
        };
    return new TreeScan(id, next, null, settingsRevision, startedAt);
  }

  /** It ends here, and nothing is known of memberships. */
  public TreeScan withoutMemberships() {
    return new TreeScan(id, Phase.TREE_ONLY, null, settingsRevision, startedAt);
  }

  /** How far the walk is. */
  public enum Phase {
    PROJECTS,
    GROUPS,
    PROJECT_MEMBERSHIPS,
    GROUP_MEMBERSHIPS,
    COMPLETE,
    TREE_ONLY
  }
}
