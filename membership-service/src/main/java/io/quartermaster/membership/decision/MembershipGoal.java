package io.quartermaster.membership.decision;

import java.util.Optional;

/** Whether the service account belongs into a project. */
public enum MembershipGoal {
  /** Developer in the project. */
  MEMBER,
  /** Out, whoever put it in: somebody turned exactly this project or a group above it off. */
  OUT,
  /** Off by inheritance only: out where we put it in; what others did stays. */
  OUT_IF_OURS;

  /** Empty where memberships stay as they are: locked by the instance, or not enough is known. */
  public static Optional<MembershipGoal> of(Choice instance, Lineage lineage) {
    if (!lineage.complete()) {
      return Optional.empty();
    }
    EffectiveAvailability effective = EffectiveAvailability.of(instance, lineage);
    if (effective.on()) {
      return Optional.of(MEMBER);
    }
    return switch (effective.decidedBy()) {
      case INSTANCE_LOCK -> Optional.empty();
      case GROUP_LOCK, PROJECT -> Optional.of(OUT);
      case GROUP, INSTANCE -> Optional.of(OUT_IF_OURS);
    };
  }
}
