package io.quartermaster.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Topic;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EventIntakeFaultIT {

  private static final Duration OUTAGE =
      Duration.ofSeconds(Long.getLong("quartermaster.test.outage-seconds", 5));

  @Inject Effects effects;
  @Inject EventIntake intake;

  TestTopics topics;
  TestServers servers;

  private final String key = "key-" + UUID.randomUUID();

  @Test
  void hasOneEffectWhenAConsumerDiesBeforeTheAcknowledgement() {
    topics.publish(Topic.OUTCOME_EVENTS, key, headers("once-" + key), "{}".getBytes(UTF_8));

    long first = receiveAndDieUnacknowledged();
    assertThat(effects.count(key)).isOne();
    long second = receiveAndDieUnacknowledged();

    assertThat(second).isEqualTo(first);
    assertThat(effects.count(key)).isOne();
  }

  @Test
  void waitsForAnUnavailableDatabaseAndHandlesEverythingInOrder() {
    topics.publish(Topic.SETTINGS_EVENTS, key, headers("before-" + key), "{}".getBytes(UTF_8));
    awaitEffects(1);

    servers.killPostgres();
    try {
      for (int n = 0; n < 5; n++) {
        topics.publish(Topic.SETTINGS_EVENTS, key, headers(n + "-" + key), "{}".getBytes(UTF_8));
      }
      Await.elapse(OUTAGE);
    } finally {
      servers.restartPostgres();
    }

    awaitEffects(6);
    assertThat(topics.read(Topic.IAM_PROVISIONER_DEAD_LETTERS))
        .noneMatch(letter -> letter.json().contains(key));
  }

  private void awaitEffects(int expected) {
    Await.condition().untilAsserted(() -> assertThat(effects.count(key)).isEqualTo(expected));
  }

  /** Takes the record as a channel does, and is gone before it could commit its offset. */
  private long receiveAndDieUnacknowledged() {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                servers.bootstrapServers(),
                "group.id",
                "dying-" + key,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topic.OUTCOME_EVENTS.topicName()));
      ConsumerRecord<String, byte[]> message =
          Await.condition().until(() -> next(consumer), found -> found != null);
      intake.receive(message, effects);
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      return message.offset();
    }
  }

  private ConsumerRecord<String, byte[]> next(KafkaConsumer<String, byte[]> consumer) {
    for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
      if (key.equals(message.key())) {
        return message;
      }
    }
    return null;
  }

  private static Map<String, String> headers(String id) {
    return Map.of(
        "ce_specversion", "1.0",
        "ce_id", id,
        "ce_source", "/quartermaster/test",
        "ce_type", Effects.TYPE,
        "ce_subject", "subject",
        "content-type", "application/json");
  }
}
