package io.quartermaster.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.messaging.inbox.UnprocessableEventException.Reason;
import io.quartermaster.messaging.outbox.OutgoingEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  @Test
  void truncatesALargePayloadAndReportsIt() throws Exception {
    JsonNode json = json(letter("key", new byte[100]).event("dead", 60));

    assertThat(json.get("payload_size").asInt()).isEqualTo(100);
    assertThat(json.get("payload_complete").asBoolean()).isFalse();
    assertThat(json.get("payload_base64").binaryValue()).hasSize(60);
  }

  @Test
  void hasAKeyAlthoughTheOriginalHasNone() throws Exception {
    OutgoingEvent event = letter(null, null).event("dead", 60);

    assertThat(event.key()).isEqualTo("topic/3");
    assertThat(event.subject()).isEqualTo("topic/3/42");
    assertThat(json(event).get("key").isNull()).isTrue();
    assertThat(json(event).has("payload_base64")).isFalse();
  }

  @Test
  void truncatesAKeyBetweenCharacters() {
    OutgoingEvent event = letter("\uD83D\uDE00".repeat(600), new byte[0]).event("dead", 60);

    assertThat(event.key().codePointCount(0, event.key().length())).isEqualTo(500);
    assertThat(event.key()).endsWith("\uD83D\uDE00");
  }

  private static JsonNode json(OutgoingEvent event) throws Exception {
    return new ObjectMapper().readTree(event.json());
  }

  private static DeadLetter letter(String key, byte[] payload) {
    return new DeadLetter(
        "iam-provisioner", Reason.DATA, new ConsumerRecord<>("topic", 3, 42, key, payload));
  }
}
