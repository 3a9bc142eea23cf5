package io.quartermaster.membership.decision;

import org.jspecify.annotations.Nullable;

/**
 * The availability that is set on one scope.
 *
 * @param id GitLab's id; 0 for the instance
 * @param availability null when the scope inherits
 * @param revision grows with every change of the scope
 */
public record ScopeAvailability(
    Kind kind, long id, @Nullable Availability availability, long revision) {

  public ScopeAvailability {
    if (kind == Kind.INSTANCE && availability == null) {
      throw new IllegalArgumentException("The instance has nothing to inherit from");
    }
  }

  /** The three kinds of scope. */
  public enum Kind {
    INSTANCE,
    GROUP,
    PROJECT
  }
}
