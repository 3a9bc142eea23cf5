package io.quartermaster.messaging.outbox;

/** What became of one row that was handed to the broker. */
sealed interface SendResult {

  /** All replicas in sync have it. */
  record Acknowledged() implements SendResult {}

  /** The broker is there but will not take this row; the reason is a class name. */
  record Refused(String reason) implements SendResult {}

  /** Nobody knows; the row is sent again. Nothing is wrong with the row itself. */
  record Away(String reason) implements SendResult {}
}
