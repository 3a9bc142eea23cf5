package io.quartermaster.membership.decision;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One project: what is wanted of it and how far that is.
 *
 * @param ours we added the account, or began to and do not know how it ended
 * @param refusal why GitLab did not let us; present exactly when refused
 * @param attempts how often GitLab failed to answer since it became pending
 */
public record ProjectMembership(
    long projectId,
    MembershipGoal goal,
    State state,
    boolean ours,
    @Nullable Refusal refusal,
    int attempts) {

  public ProjectMembership {
    requireNonNull(goal, "goal");
    requireNonNull(state, "state");
    if ((state == State.REFUSED) != (refusal != null)) {
      throw new IllegalArgumentException("Refused needs a reason, and only refused: " + projectId);
    }
  }

  static ProjectMembership pending(long projectId, MembershipGoal goal, boolean ours) {
    return new ProjectMembership(projectId, goal, State.PENDING, ours, null, 0);
  }

  static ProjectMembership settled(long projectId, MembershipGoal goal, boolean ours) {
    return new ProjectMembership(projectId, goal, State.SETTLED, ours, null, 0);
  }

  /** The project is as wanted. */
  public ProjectMembership settled(boolean nowOurs) {
    return settled(projectId, goal, nowOurs);
  }

  /** GitLab said no; a person must act. A membership that was ours before stays ours. */
  public ProjectMembership refused(Refusal reason) {
    return new ProjectMembership(projectId, goal, State.REFUSED, ours, reason, 0);
  }

  /** GitLab did not answer: whatever was not tried yet goes first, so one project blocks none. */
  public ProjectMembership unanswered() {
    return new ProjectMembership(
        projectId, goal, state, ours || goal == MembershipGoal.MEMBER, refusal, attempts + 1);
  }

  /** How far one project is. */
  public enum State {
    PENDING,
    SETTLED,
    REFUSED
  }
}
