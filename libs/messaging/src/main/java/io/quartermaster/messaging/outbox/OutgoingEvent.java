package io.quartermaster.messaging.outbox;

/**
 * An event to publish.
 *
 * @param key the record key; events of one key are published in commit order
 * @param subject the CloudEvents {@code subject}: the aggregate
 * @param json the data
 */
public record OutgoingEvent(String topic, String key, String type, String subject, String json) {}
