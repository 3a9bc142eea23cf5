package io.quartermaster.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quartermaster.messaging.TraceContext;
import io.quartermaster.messaging.inbox.UnprocessableEventException.Reason;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents envelope of a record, in Kafka binary mode. Its values are safe to store: short
 * and without control characters.
 */
final class Envelope {

  private static final int MAX_TEXT = 255;

  private Envelope() {}

  /**
   * Reads the envelope; the data is not checked.
   *
   * @throws UnprocessableEventException when it is not valid
   */
  static IncomingEvent read(ConsumerRecord<String, byte[]> message) {
    String id = header(message, "ce_id");
    String type = header(message, "ce_type");
    if (id == null
        || type == null
        || header(message, "ce_source") == null
        || !"1.0".equals(header(message, "ce_specversion"))) {
      throw new UnprocessableEventException(Reason.ENVELOPE);
    }
    if (message.key() == null || message.key().isBlank()) {
      throw new UnprocessableEventException(Reason.KEY);
    }
    if (message.value() == null) {
      throw new UnprocessableEventException(Reason.DATA);
    }
    String traceparent = header(message, TraceContext.HEADER);
    return new IncomingEvent(id, type, message.key(), message.value(), traceparent);
  }

  /** Null when the header is absent or not safe to store. */
  static @Nullable String header(ConsumerRecord<?, ?> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : Optional.of(new String(header.value(), UTF_8)).filter(Envelope::isPlain).orElse(null);
  }

  private static boolean isPlain(String text) {
    return !text.isBlank()
        && text.length() <= MAX_TEXT
        && text.chars().noneMatch(Character::isISOControl);
  }
}
