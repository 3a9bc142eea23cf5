package io.quartermaster.messaging.inbox;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The only way from a topic into a service. In one transaction: claim the event id in the inbox,
 * hand the event to the handler. Returns after the commit, so that the caller's acknowledgement
 * follows it.
 *
 * <p>Failure semantics: an event seen before and one of an unknown type change nothing; one that
 * can never be handled becomes a dead letter (through the outbox, in the same transaction as its
 * claim); while the database is away the call blocks and tries again, so nothing is lost or
 * reordered.
 */
public interface EventIntake {

  /** Receives one record. */
  void receive(ConsumerRecord<String, byte[]> message, EventHandler handler);
}
