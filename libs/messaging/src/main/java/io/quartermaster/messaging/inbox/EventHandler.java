package io.quartermaster.messaging.inbox;

import java.util.Set;

/** Handles the events that a service knows, inside the transaction of the claim. */
public interface EventHandler {

  /** The CloudEvents types that {@link #handle} accepts. Others are counted and ignored. */
  Set<String> types();

  /**
   * Stores the desired state and requests reconciliation; makes no remote call.
   *
   * @throws UnprocessableEventException when the event can never be handled: it is dead-lettered.
   *     Any other exception rolls back, and the event is retried.
   */
  void handle(IncomingEvent event);
}
