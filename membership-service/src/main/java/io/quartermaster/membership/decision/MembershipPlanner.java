package io.quartermaster.membership.decision;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a project's membership when what is wanted of it may have changed. */
public final class MembershipPlanner {

  private static final int DEVELOPER = 30;

  private MembershipPlanner() {}

  /**
   * The membership to store; empty when the known one stands.
   *
   * @param known what is stored; absent for a project that is new to us
   * @param level the account's access level in the project, direct or from a group above, as GitLab
   *     showed it after {@code known} was stored; 0 for none, absent when nobody looked since
   * @param askAgain the settings were saved anew: what GitLab refused is tried at once
   */
  public static Optional<ProjectMembership> plan(
      long projectId,
      MembershipGoal goal,
      @Nullable ProjectMembership known,
      @Nullable Integer level,
      boolean askAgain) {
    if (known == null) {
      return Optional.of(wanted(projectId, goal, false));
    }
    if (known.goal() != goal) {
      return Optional.of(wanted(projectId, goal, known.ours()));
    }
    boolean refusedBefore = askAgain && known.state() == ProjectMembership.State.REFUSED;
    return refusedBefore || isLost(known, level)
        ? Optional.of(ProjectMembership.pending(projectId, goal, known.ours()))
        : Optional.empty();
  }

  /** Whether somebody took from the account what it needs, after we were done with the project. */
  public static boolean isLost(@Nullable ProjectMembership known, @Nullable Integer level) {
    return known != null
        && known.goal() == MembershipGoal.MEMBER
        && known.state() == ProjectMembership.State.SETTLED
        && level != null
        && level < DEVELOPER;
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
