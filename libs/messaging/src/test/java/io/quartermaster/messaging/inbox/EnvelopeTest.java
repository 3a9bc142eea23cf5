package io.quartermaster.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.messaging.inbox.UnprocessableEventException.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

  @Test
  void readsAnEvent() {
    IncomingEvent event = Envelope.read(message("key", "{}"));

    assertThat(event.id()).isEqualTo("id");
    assertThat(event.type()).isEqualTo("type");
    assertThat(event.key()).isEqualTo("key");
    assertThat(event.data()).asString(UTF_8).isEqualTo("{}");
    assertThat(event.traceparent()).isNull();
  }

  @Test
  void readsTheTraceOfTheProducer() {
    ConsumerRecord<String, byte[]> message = message("key", "{}");
    message.headers().add("traceparent", "00-1-2-01".getBytes(UTF_8));

    assertThat(Envelope.read(message).traceparent()).isEqualTo("00-1-2-01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_id", "ce_type", "ce_source", "ce_specversion"})
  void requiresEveryMandatoryAttribute(String attribute) {
    ConsumerRecord<String, byte[]> message = message("key", "{}");
    message.headers().remove(attribute);

    assertUnreadable(message, Reason.ENVELOPE);
  }

  @ParameterizedTest
  @CsvSource({"ce_specversion,0.3", "ce_id,' '", "ce_id,'a\u0000b'", "ce_type,'a\nb'"})
  void rejectsInvalidAttributes(String attribute, String value) {
    ConsumerRecord<String, byte[]> message = message("key", "{}");
    message.headers().remove(attribute).add(attribute, value.getBytes(UTF_8));

    assertUnreadable(message, Reason.ENVELOPE);
  }

  @Test
  void rejectsAnIdThatIsTooLong() {
    ConsumerRecord<String, byte[]> message = message("key", "{}");
    message.headers().remove("ce_id").add("ce_id", "x".repeat(256).getBytes(UTF_8));

    assertUnreadable(message, Reason.ENVELOPE);
  }

  @Test
  void requiresKeyAndData() {
    assertUnreadable(message(null, "{}"), Reason.KEY);
    assertUnreadable(message(" ", "{}"), Reason.KEY);
    assertUnreadable(message("key", null), Reason.DATA);
  }

  private static void assertUnreadable(ConsumerRecord<String, byte[]> message, Reason reason) {
    assertThatThrownBy(() -> Envelope.read(message))
        .isInstanceOfSatisfying(
            UnprocessableEventException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static ConsumerRecord<String, byte[]> message(String key, String data) {
    ConsumerRecord<String, byte[]> message =
        new ConsumerRecord<>("topic", 0, 0, key, data == null ? null : data.getBytes(UTF_8));
    message.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
    message.headers().add("ce_id", "id".getBytes(UTF_8));
    message.headers().add("ce_type", "type".getBytes(UTF_8));
    message.headers().add("ce_source", "/source".getBytes(UTF_8));
    return message;
  }
}
