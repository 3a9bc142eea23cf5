package io.quartermaster.membership.decision;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The own choice of one scope, and how new it is.
 *
 * @param id GitLab's id; 0 for the instance
 * @param choice absent when the scope inherits (again)
 * @param revision grows with every change of the same scope
 */
public record ScopeChoice(Kind kind, long id, @Nullable Choice choice, long revision) {

  public ScopeChoice {
    requireNonNull(kind, "kind");
    if (kind == Kind.INSTANCE && choice == null) {
      throw new IllegalArgumentException("The instance has nothing to inherit from");
    }
  }

  /** Whether this one replaces another choice of the same scope. */
  public boolean isNewerThan(ScopeChoice other) {
    return revision > other.revision;
  }

  /** The three kinds of scope. */
  public enum Kind {
    INSTANCE,
    GROUP,
    PROJECT
  }
}
