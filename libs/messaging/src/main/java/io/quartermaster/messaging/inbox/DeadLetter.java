package io.quartermaster.messaging.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quartermaster.messaging.outbox.OutgoingEvent;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that can never be handled: its position, the reason, and its bytes, so that it can be
 * redriven after a fix. Never an exception message.
 */
record DeadLetter(
    String service,
    UnprocessableEventException.Reason reason,
    ConsumerRecord<String, byte[]> original) {

  static final String TYPE = "io.quartermaster.dead-letter.v1";

  private static final int MAX_KEY = 500;
  private static final JsonMapper JSON = new JsonMapper();

  /** The event for the dead-letter topic; a payload above the limit is truncated. */
  OutgoingEvent event(String topic, int payloadBytes) {
    return new OutgoingEvent(topic, storableKey(), TYPE, position(), json(payloadBytes));
  }

  /** The record's topic, partition and offset. */
  String position() {
    return original.topic() + "/" + original.partition() + "/" + original.offset();
  }

  /** Null when it is not readable. */
  @Nullable String eventId() {
    return Envelope.header(original, "ce_id");
  }

  @Nullable String eventType() {
    return Envelope.header(original, "ce_type");
  }

  /** The original key, or the partition: every record needs a key. */
  private String storableKey() {
    String key = original.key() == null ? "" : shortened(original.key()).replace('\u0000', ' ');
    return key.isBlank() ? original.topic() + "/" + original.partition() : key;
  }

  /** Never ends within a surrogate pair, which could not be stored. */
  private static String shortened(String text) {
    return text.codePoints()
        .limit(MAX_KEY)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private String json(int payloadBytes) {
    ObjectNode json = JSON.createObjectNode();
    json.put("service", service);
    json.put("reason", reason.wireName());
    json.put("topic", original.topic());
    json.put("partition", original.partition());
    json.put("offset", original.offset());
    json.put("key", original.key() == null ? null : shortened(original.key()));
    json.put("event_id", eventId());
    json.put("event_type", eventType());
    byte[] payload = original.value();
    if (payload != null) {
      json.put("payload_size", payload.length);
      json.put("payload_complete", payload.length <= payloadBytes);
      json.put("payload_base64", Arrays.copyOf(payload, Math.min(payload.length, payloadBytes)));
    }
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Dead letter cannot be written: " + reason, e);
    }
  }
}
