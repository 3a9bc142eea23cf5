package io.quartermaster.membership.decision;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a project's membership when what is wanted of it may have changed. */
public final class MembershipPlanner {

  private MembershipPlanner() {}

  /**
   * The membership to store; empty when the known one stands.
   *
   * @param known what is stored; absent for a project that is new to us
   * @param askAgain the settings were saved anew: what GitLab refused is tried at once
   */
  public static Optional<ProjectMembership> plan(
      long projectId, MembershipGoal goal, @Nullable ProjectMembership known, boolean askAgain) {
    if (known == null) {
      return Optional.of(wanted(projectId, goal, false));
    }
    if (known.goal() != goal) {
      return Optional.of(wanted(projectId, goal, known.ours()));
    }
    return askAgain && known.state() == ProjectMembership.State.REFUSED
        ? Optional.of(ProjectMembership.pending(projectId, goal, known.ours()))
        : Optional.empty();
  }

  private static ProjectMembership wanted(long projectId, MembershipGoal goal, boolean ours) {
    return switch (goal) {
      case MEMBER, OUT -> ProjectMembership.pending(projectId, goal, ours);
      case OUT_IF_OURS ->
          ours
              ? ProjectMembership.pending(projectId, goal, true)
              : ProjectMembership.settled(projectId, goal, false);
    };
  }
}
