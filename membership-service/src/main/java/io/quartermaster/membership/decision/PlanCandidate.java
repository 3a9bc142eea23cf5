package io.quartermaster.membership.decision;

import org.jspecify.annotations.Nullable;

/**
 * A project to plan.
 *
 * @param stored null for a new project
 * @param level the account's access level in the last scan, direct or inherited; 0 for none, null
 *     if {@code stored} is newer than that scan
 */
public record PlanCandidate(
    long projectId,
    ProjectAvailability availability,
    @Nullable ProjectMembership stored,
    @Nullable Integer level) {

  /** Whether a membership that was in the desired state has been removed or lowered since. */
  public boolean isLost() {
    return MembershipPlanner.isLost(stored, level);
  }
}
