package io.quartermaster.membership.decision;

/**
 * Whether Amazon Q is on for a project, and which scope decides that: {@code never_on} of the
 * instance or of any ancestor group is off and locked; otherwise the nearest availability that is
 * set, from the project up to the instance.
 */
public record EffectiveAvailability(boolean on, DecidedBy decidedBy) {

  public static EffectiveAvailability of(Availability instance, ProjectAvailability project) {
    if (instance == Availability.NEVER_ON) {
      return new EffectiveAvailability(false, DecidedBy.INSTANCE_LOCK);
    }
    if (project.ancestors().contains(Availability.NEVER_ON)) {
      return new EffectiveAvailability(false, DecidedBy.GROUP_LOCK);
    }
    if (project.own() != null) {
      return of(project.own(), DecidedBy.PROJECT);
    }
    return project.ancestors().isEmpty()
        ? of(instance, DecidedBy.INSTANCE)
        : of(project.ancestors().getFirst(), DecidedBy.GROUP);
  }

  private static EffectiveAvailability of(Availability availability, DecidedBy decidedBy) {
    return new EffectiveAvailability(availability == Availability.DEFAULT_ON, decidedBy);
  }

  /** The scope that decides. */
  public enum DecidedBy {
    INSTANCE_LOCK,
    GROUP_LOCK,
    PROJECT,
    GROUP,
    INSTANCE
  }
}
