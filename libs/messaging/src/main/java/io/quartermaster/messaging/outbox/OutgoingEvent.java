package io.quartermaster.messaging.outbox;

/**
 * An event to publish.
 *
 * @param topic the Kafka topic
 * @param key the record key; events of one key are published in commit order
 * @param type the CloudEvents {@code type}
 * @param subject the CloudEvents {@code subject}: the aggregate
 * @param json the data
 */
public record OutgoingEvent(String topic, String key, String type, String subject, String json) {}
