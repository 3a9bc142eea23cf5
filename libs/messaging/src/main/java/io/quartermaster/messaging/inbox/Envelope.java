package io.quartermaster.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quartermaster.messaging.TraceContext;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents envelope of a record, in Kafka binary mode. Its values are safe to store: short
 * and without control characters.
 */
sealed interface Envelope {

  int MAX_TEXT = 255;

  /** A valid envelope; the data is not checked. */
  record Readable(IncomingEvent event) implements Envelope {}

  /** Not a valid event; ID and type as far as they can be read. */
  record Unreadable(
      UnprocessableEventException.Reason reason, @Nullable String id, @Nullable String type)
      implements Envelope {}

  static Envelope of(ConsumerRecord<String, byte[]> message) {
    Optional<String> id = header(message, "ce_id");
    Optional<String> type = header(message, "ce_type");
    boolean complete =
        id.isPresent()
            && type.isPresent()
            && header(message, "ce_source").isPresent()
            && header(message, "ce_specversion").filter("1.0"::equals).isPresent();
    if (!complete) {
      return unreadable(UnprocessableEventException.Reason.ENVELOPE, id, type);
    }
    if (message.key() == null || message.key().isBlank()) {
      return unreadable(UnprocessableEventException.Reason.KEY, id, type);
    }
    if (message.value() == null) {
      return unreadable(UnprocessableEventException.Reason.DATA, id, type);
    }
    return new Readable(
        new IncomingEvent(
            id.get(), type.get(), message.key(), message.value(), traceparent(message)));
  }

  private static Envelope unreadable(
      UnprocessableEventException.Reason reason, Optional<String> id, Optional<String> type) {
    return new Unreadable(reason, id.orElse(null), type.orElse(null));
  }

  static @Nullable String traceparent(ConsumerRecord<?, ?> message) {
    return header(message, TraceContext.HEADER).orElse(null);
  }

  private static Optional<String> header(ConsumerRecord<?, ?> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), UTF_8)).filter(Envelope::isPlain);
  }

  private static boolean isPlain(String text) {
    return !text.isBlank()
        && text.length() <= MAX_TEXT
        && text.chars().noneMatch(Character::isISOControl);
  }
}
