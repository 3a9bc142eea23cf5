package io.quartermaster.membership.decision;

import java.util.Optional;

/** The desired membership of the service account in a project. */
public enum DesiredMembership {
  /** At least Developer. */
  MEMBER,
  /**
   * No direct member, regardless of who added it: the project or an ancestor group is set to off.
   */
  REMOVED,
  /** Off by inheritance only: removed if we added it; what others added stays. */
  REMOVED_IF_ADDED_BY_US;

  /** Empty where memberships stay as they are: locked by the instance, or an unknown ancestor. */
  public static Optional<DesiredMembership> of(Availability instance, ProjectAvailability project) {
    if (!project.complete()) {
      return Optional.empty();
    }
    EffectiveAvailability effective = EffectiveAvailability.of(instance, project);
    if (effective.on()) {
      return Optional.of(MEMBER);
    }
    return switch (effective.decidedBy()) {
      case INSTANCE_LOCK -> Optional.empty();
      case GROUP_LOCK, PROJECT -> Optional.of(REMOVED);
      case GROUP, INSTANCE -> Optional.of(REMOVED_IF_ADDED_BY_US);
    };
  }
}
