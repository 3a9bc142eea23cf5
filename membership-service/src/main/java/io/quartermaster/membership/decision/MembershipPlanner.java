package io.quartermaster.membership.decision;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the stored membership of a project with the desired and the observed one. */
public final class MembershipPlanner {

  private static final int DEVELOPER = 30;

  private MembershipPlanner() {}

  /** Empty when the stored membership stays as it is, or no membership can be decided. */
  public static Optional<ProjectMembership> plan(
      Availability instance, PlanCandidate project, boolean retryRefused) {
    return DesiredMembership.of(instance, project.availability())
        .flatMap(
            desired ->
                plan(
                    project.projectId(), desired, project.stored(), project.level(), retryRefused));
  }

  /**
   * The membership to store; empty when the stored one is still right.
   *
   * @param stored null for a new project
   * @param level the access level in the project, direct or inherited, observed after {@code
   *     stored} was stored; 0 for none, null when it was not observed since
   * @param retryRefused the settings were saved again, so refused changes are retried at once
   */
  static Optional<ProjectMembership> plan(
      long projectId,
      DesiredMembership desired,
      @Nullable ProjectMembership stored,
      @Nullable Integer level,
      boolean retryRefused) {
    if (stored == null) {
      return Optional.of(changed(projectId, desired, false));
    }
    if (stored.desired() != desired) {
      return Optional.of(changed(projectId, desired, stored.addedByUs()));
    }
    boolean retry = retryRefused && stored.state() == ProjectMembership.State.REFUSED;
    return retry || isLost(stored, level)
        ? Optional.of(ProjectMembership.pending(projectId, desired, stored.addedByUs()))
        : Optional.empty();
  }

  static boolean isLost(@Nullable ProjectMembership stored, @Nullable Integer level) {
    return stored != null
        && stored.desired() == DesiredMembership.MEMBER
        && stored.state() == ProjectMembership.State.SETTLED
        && level != null
        && level < DEVELOPER;
  }

  private static ProjectMembership changed(
      long projectId, DesiredMembership desired, boolean addedByUs) {
    return desired == DesiredMembership.REMOVED_IF_ADDED_BY_US && !addedByUs
        ? ProjectMembership.settled(projectId, desired, false)
        : ProjectMembership.pending(projectId, desired, addedByUs);
  }
}
