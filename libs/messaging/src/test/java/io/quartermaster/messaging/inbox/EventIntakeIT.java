package io.quartermaster.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Topic;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.ReceivedEvent;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Consumes from a real channel, as a service does. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EventIntakeIT {

  @Inject Effects effects;

  @Inject EventIntake intake;

  @Inject AgroalDataSource database;

  TestTopics topics;

  private final String key = "key-" + UUID.randomUUID();

  @Test
  void handlesADuplicateOnce() throws SQLException {
    topics.publish(Topic.SETTINGS_EVENTS, key, headers("twice-" + key), json());
    topics.publish(Topic.SETTINGS_EVENTS, key, headers("twice-" + key), json());
    topics.publish(Topic.SETTINGS_EVENTS, key, headers("once-" + key), json());

    awaitEffects(2);
    assertThat(deadLetters()).isZero();
  }

  @Test
  void ignoresAnUnknownType() throws SQLException {
    Map<String, String> unknown = headers("unknown-" + key);
    unknown.put("ce_type", "io.quartermaster.settings.of-tomorrow.v1");
    topics.publish(Topic.SETTINGS_EVENTS, key, unknown, json());
    topics.publish(Topic.SETTINGS_EVENTS, key, headers("known-" + key), json());

    awaitEffects(1);
    assertThat(deadLetters()).isZero();
  }

  @Test
  void deadLettersAnUnreadableEnvelopeAndHandlesTheNextRecord() throws Exception {
    Map<String, String> withoutId = headers("none");
    withoutId.remove("ce_id");
    topics.publish(Topic.SETTINGS_EVENTS, key, withoutId, "not even json".getBytes(UTF_8));
    topics.publish(Topic.SETTINGS_EVENTS, key, headers("good-" + key), json());

    Await.condition().until(() -> effects.count(key) == 1);
    JsonNode letter = awaitDeadLetter();
    assertThat(deadLetters()).isOne();
    assertThat(letter.get("reason").asText()).isEqualTo("envelope");
    assertThat(letter.get("service").asText()).isEqualTo("iam-provisioner");
    assertThat(letter.get("topic").asText()).isEqualTo(Topic.SETTINGS_EVENTS.topicName());
    assertThat(letter.get("partition").isInt()).isTrue();
    assertThat(letter.get("offset").isIntegralNumber()).isTrue();
    assertThat(letter.get("key").asText()).isEqualTo(key);
    assertThat(letter.get("event_type").asText()).isEqualTo(Effects.TYPE);
    assertThat(letter.get("payload_base64").asText())
        .isEqualTo(Base64.getEncoder().encodeToString("not even json".getBytes(UTF_8)));
  }

  @Test
  void deadLettersAnUnprocessableEvent() throws Exception {
    effects.before(
        key,
        event -> {
          throw new UnprocessableEventException(UnprocessableEventException.Reason.DATA);
        });
    topics.publish(Topic.SETTINGS_EVENTS, key, headers("bad-" + key), json());

    assertThat(awaitDeadLetter().get("reason").asText()).isEqualTo("data");
    assertThat(effects.count(key)).isZero();
  }

  @Test
  void deadLettersAfterRepeatedFailuresWithoutTheExceptionMessage() throws Exception {
    effects.before(
        key,
        event -> {
          throw new IllegalStateException("token=hunter2");
        });
    topics.publish(Topic.SETTINGS_EVENTS, key, headers("fault-" + key), json());
    String next = "next-" + key;
    topics.publish(Topic.SETTINGS_EVENTS, next, headers(next), json());

    // Later than after an unreadable record: the tries have pauses between them.
    Await.condition().until(() -> effects.count(next) == 1);
    JsonNode letter = awaitDeadLetter();
    assertThat(letter.get("reason").asText()).isEqualTo("handler");
    assertThat(letter.get("event_id").asText()).isEqualTo("fault-" + key);
    assertThat(letter.toString()).doesNotContain("hunter2");
  }

  @Test
  void handlesARedrivenEventAfterAFix() throws Exception {
    effects.before(
        key,
        event -> {
          throw new UnprocessableEventException(UnprocessableEventException.Reason.DATA);
        });
    topics.publish(Topic.SETTINGS_EVENTS, key, headers("again-" + key), json());
    awaitDeadLetter();

    effects.before(key, event -> {});
    topics.publish(Topic.SETTINGS_EVENTS, key, headers("again-" + key), json());

    awaitEffects(1);
  }

  @Test
  void deadLettersARecordWithoutKey() throws Exception {
    String id = "keyless-" + UUID.randomUUID();
    // Not over the compacted topic: its broker refuses such a record.
    ConsumerRecord<String, byte[]> keyless =
        new ConsumerRecord<>(Topic.OUTCOME_EVENTS.topicName(), 0, 1, null, json());
    headers(id).forEach((name, value) -> keyless.headers().add(name, value.getBytes(UTF_8)));

    intake.receive(keyless, effects);

    ReceivedEvent letter =
        topics.await(Topic.IAM_PROVISIONER_DEAD_LETTERS, message -> message.json().contains(id));
    assertThat(new ObjectMapper().readTree(letter.json()).get("reason").asText()).isEqualTo("key");
    assertThat(letter.key()).startsWith(Topic.OUTCOME_EVENTS.topicName());
  }

  @Test
  void deadLettersContentThatNoTextColumnCanStore() throws Exception {
    String odd = key + "\u0000odd";
    Map<String, String> headers = headers("odd\u0000" + key);
    topics.publish(Topic.SETTINGS_EVENTS, odd, headers, new byte[] {0, 1, 2, (byte) 0xff});

    JsonNode letter = awaitDeadLetter();
    assertThat(letter.get("reason").asText()).isEqualTo("envelope");
    assertThat(letter.get("payload_base64").asText())
        .isEqualTo(Base64.getEncoder().encodeToString(new byte[] {0, 1, 2, (byte) 0xff}));
  }

  private void awaitEffects(int expected) {
    Await.condition().during(Duration.ofMillis(300)).until(() -> effects.count(key) == expected);
  }

  private JsonNode awaitDeadLetter() throws Exception {
    return new ObjectMapper()
        .readTree(
            topics
                .await(Topic.IAM_PROVISIONER_DEAD_LETTERS, message -> message.json().contains(key))
                .json());
  }

  /** Those that the relay has not published yet too. */
  private long deadLetters() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement count =
            connection.prepareStatement(
                "select count(*) from outbox where topic = ? and strpos(data, ?) > 0")) {
      count.setString(1, Topic.IAM_PROVISIONER_DEAD_LETTERS.topicName());
      count.setString(2, key);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private byte[] json() {
    return "{\"any\":\"data\"}".getBytes(UTF_8);
  }

  private static Map<String, String> headers(String id) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_source", "/quartermaster/test");
    headers.put("ce_type", Effects.TYPE);
    headers.put("ce_subject", "subject");
    headers.put("content-type", "application/json");
    return headers;
  }
}
