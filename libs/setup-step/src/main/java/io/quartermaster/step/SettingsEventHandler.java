package io.quartermaster.step;

import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.SettingsEvent;
import java.util.Set;

/** Handles the settings events: one bean in each service that has a step. */
public interface SettingsEventHandler {

  /** The types that the service handles; others are counted and not claimed. */
  Set<EventType> types();

  /**
   * Stores the newer desired state and requests reconciliation, in the transaction of the claim;
   * makes no remote call. Implement it as an exhaustive {@code switch}, so that a new event does
   * not compile until every service handles it.
   */
  void handle(SettingsEvent event);

  /** For the branches of types that {@link #types} does not name. */
  static IllegalStateException notHandled(SettingsEvent event) {
    return new IllegalStateException("Not claimed by this service: " + event.type());
  }
}
