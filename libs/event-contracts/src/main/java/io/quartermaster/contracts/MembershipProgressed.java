package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/**
 * How far the memberships are. The step is done when nothing is pending.
 *
 * @param desired projects in which the service account should be a member
 * @param settled projects in the desired state, member or not
 * @param pending projects that are still to be changed
 * @param refused projects that GitLab refused to change; a person must act on each
 */
public record MembershipProgressed(
    Origin origin, int desired, int settled, int pending, int refused) implements OutcomeEvent {

  public MembershipProgressed {
    requireNonNull(origin, "origin");
  }

  @Override
  public EventType type() {
    return EventType.MEMBERSHIP_PROGRESSED;
  }

  @Override
  public SetupStep step() {
    return SetupStep.PROJECT_MEMBERSHIPS;
  }
}
