package io.quartermaster.membership.decision;

import org.jspecify.annotations.Nullable;

/**
 * The desired membership in one project, and whether the project is in that state.
 *
 * @param addedByUs we added the account, or may have: set before the call
 * @param refusal why GitLab refused the change; present exactly when refused
 * @param attempts calls without an answer from GitLab since it became pending
 */
public record ProjectMembership(
    long projectId,
    DesiredMembership desired,
    State state,
    boolean addedByUs,
    @Nullable Refusal refusal,
    int attempts) {

  public ProjectMembership {
    if ((state == State.REFUSED) != (refusal != null)) {
      throw new IllegalArgumentException("A refusal without a reason, or a reason without one");
    }
  }

  static ProjectMembership pending(long projectId, DesiredMembership desired, boolean addedByUs) {
    return new ProjectMembership(projectId, desired, State.PENDING, addedByUs, null, 0);
  }

  static ProjectMembership settled(long projectId, DesiredMembership desired, boolean addedByUs) {
    return new ProjectMembership(projectId, desired, State.SETTLED, addedByUs, null, 0);
  }

  /** The project is in the desired state. */
  public ProjectMembership settled(boolean nowAddedByUs) {
    return settled(projectId, desired, nowAddedByUs);
  }

  /** A person must act. Whether we added the account does not change. */
  public ProjectMembership refused(Refusal reason) {
    return new ProjectMembership(projectId, desired, State.REFUSED, addedByUs, reason, 0);
  }

  /** Ordered behind projects with fewer attempts, so that one project cannot block the others. */
  public ProjectMembership unanswered() {
    return new ProjectMembership(
        projectId,
        desired,
        state,
        addedByUs || desired == DesiredMembership.MEMBER,
        refusal,
        attempts + 1);
  }

  /** Whether the project is in the desired state. */
  public enum State {
    PENDING,
    SETTLED,
    REFUSED
  }

  /** Why GitLab refused to change the members of one project. */
  public enum Refusal {
    /** An ancestor group has locked its membership. */
    MEMBERSHIP_LOCK,
    /** The token may not change the members of the project. */
    FORBIDDEN,
    /** GitLab queued the membership for approval by an administrator. */
    PENDING_APPROVAL,
    /** GitLab rejected the membership as invalid. */
    INVALID
  }
}
