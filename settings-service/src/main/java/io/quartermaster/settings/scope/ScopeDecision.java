package io.quartermaster.settings.scope;

import io.quartermaster.settings.place.ScopeRef;

/** What became of a wish to change the choice of a scope. */
sealed interface ScopeDecision {

  /** To be stored in place of what was there, and told. */
  record Saved(ScopeChoice previous, ScopeChoice next) implements ScopeDecision {}

  /** The scope has this choice already. */
  record Unchanged(ScopeChoice current) implements ScopeDecision {}

  /** The wish was made on another revision than the present one. */
  record Stale(long revision) implements ScopeDecision {}

  /** A scope above is always off. */
  record Locked(ScopeRef by) implements ScopeDecision {}
}
