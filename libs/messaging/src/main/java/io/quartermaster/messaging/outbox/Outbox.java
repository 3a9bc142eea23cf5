package io.quartermaster.messaging.outbox;

import java.util.List;
import java.util.UUID;

/**
 * The table of events to publish. Appending demands an open transaction: the event is published
 * exactly if that transaction commits.
 */
public interface Outbox {

  /**
   * Appends an event and returns its id, which is the CloudEvents {@code id} on the wire. Waits for
   * other open transactions that appended to the same key, so that the order of rows of a key is
   * the order of commits.
   *
   * @throws jakarta.transaction.TransactionalException when no transaction is open
   */
  UUID append(OutgoingEvent event);

  /** Appends several events in an order of keys that cannot deadlock with another call of this. */
  List<UUID> appendAll(List<OutgoingEvent> events);
}
