package io.quartermaster.messaging.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row to publish. */
record OutboxRow(
    long id,
    UUID eventId,
    Lane lane,
    String type,
    String subject,
    String source,
    @Nullable String traceparent,
    String data,
    Instant createdAt,
    int attempts) {

  /** Rows of one lane are published in order. */
  record Lane(String topic, String key) {}
}
