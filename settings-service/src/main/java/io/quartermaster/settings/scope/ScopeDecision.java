package io.quartermaster.settings.scope;

import io.quartermaster.settings.namespace.ScopeRef;

/** The decision on a change of a choice. */
sealed interface ScopeDecision {

  /** The next choice, to be stored and published. */
  record Saved(ScopeChoice previous, ScopeChoice next) implements ScopeDecision {}

  /** No change: the scope already has this choice. */
  record Unchanged(ScopeChoice current) implements ScopeDecision {}

  /** Rejected: the choice is at this revision, which the caller did not name. */
  record Stale(long revision) implements ScopeDecision {}

  /** Rejected: this ancestor is always off. */
  record Locked(ScopeRef by) implements ScopeDecision {}
}
