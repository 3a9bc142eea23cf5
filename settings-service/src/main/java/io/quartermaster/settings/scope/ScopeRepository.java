package io.quartermaster.settings.scope;

import io.quartermaster.settings.place.Lineage;
import io.quartermaster.settings.place.ScopeRef;

/** Keeps the choices of groups and projects. Demands an open transaction. */
interface ScopeRepository {

  /** The state of the scope at one moment. */
  ScopeState find(Lineage lineage);

  /**
   * Stores the choice if the one before it is still there. Waits for another writer of the same
   * scope.
   *
   * @return false when somebody else's choice came in between; nothing is stored then
   */
  boolean replace(ScopeRef scope, ScopeChoice previous, ScopeChoice next);
}
