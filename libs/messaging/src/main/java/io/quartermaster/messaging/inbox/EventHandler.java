package io.quartermaster.messaging.inbox;

import java.util.Set;

/** What a service does with the events it knows. Called inside the transaction of the claim. */
public interface EventHandler {

  /** The CloudEvents types that {@link #handle} takes. Others are counted and passed over. */
  Set<String> types();

  /**
   * Stores what the event says is wanted and wakes the reconciler; calls nothing remote.
   *
   * @throws UnprocessableEventException when the event can never be handled: it goes to the dead
   *     letters. Any other exception rolls the transaction back and the event is tried again.
   */
  void handle(IncomingEvent event);
}
