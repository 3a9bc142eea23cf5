package io.quartermaster.membership.decision;

import static java.util.Objects.requireNonNull;

/**
 * Whether Amazon Q is on for a project, and who says so. The only place that knows the rule:
 * "always off" at the instance or at any group above is off and locked; otherwise the nearest
 * explicit choice going up, ending at the instance.
 */
public record EffectiveAvailability(boolean on, DecidedBy decidedBy) {

  public EffectiveAvailability {
    requireNonNull(decidedBy, "decidedBy");
  }

  public static EffectiveAvailability of(Choice instance, Lineage lineage) {
    if (instance == Choice.NEVER_ON) {
      return new EffectiveAvailability(false, DecidedBy.INSTANCE_LOCK);
    }
    if (lineage.groups().contains(Choice.NEVER_ON)) {
      return new EffectiveAvailability(false, DecidedBy.GROUP_LOCK);
    }
    if (lineage.project() != null) {
      return chosen(lineage.project(), DecidedBy.PROJECT);
    }
    return lineage.groups().isEmpty()
        ? chosen(instance, DecidedBy.INSTANCE)
        : chosen(lineage.groups().getFirst(), DecidedBy.GROUP);
  }

  private static EffectiveAvailability chosen(Choice choice, DecidedBy decidedBy) {
    return new EffectiveAvailability(choice == Choice.DEFAULT_ON, decidedBy);
  }

  /** Whose choice it is. */
  public enum DecidedBy {
    INSTANCE_LOCK,
    GROUP_LOCK,
    PROJECT,
    GROUP,
    INSTANCE
  }
}
