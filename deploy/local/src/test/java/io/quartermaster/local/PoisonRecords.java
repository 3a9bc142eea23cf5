package io.quartermaster.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes unreadable records to every partition of a topic, in front of the next event; reads dead
 * letters.
 */
record PoisonRecords(String bootstrapServers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Bytes that are no event at all, and an event whose data end too early; both hold the text. */
  void poison(EventType type, String text) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int partition = 0; partition < type.topic().partitions(); partition++) {
        send(producer, record(type.topic(), partition, "\u0000" + text));
        ProducerRecord<String, byte[]> cutShort =
            record(type.topic(), partition, "{\"role\": \"" + text);
        headers(type).forEach((name, value) -> cutShort.headers().add(name, value.getBytes(UTF_8)));
        send(producer, cutShort);
      }
    }
  }

  private static ProducerRecord<String, byte[]> record(Topic topic, int partition, String data) {
    return new ProducerRecord<>(
        topic.topicName(), partition, "poison/" + UUID.randomUUID(), data.getBytes(UTF_8));
  }

  private static Map<String, String> headers(EventType type) {
    return Map.of(
        "ce_specversion",
        "1.0",
        "ce_id",
        UUID.randomUUID().toString(),
        "ce_source",
        "/quartermaster/somebody-else",
        "ce_type",
        type.wireName(),
        "content-type",
        "application/json");
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> message) {
    try {
      producer.send(message).get();
    } catch (ExecutionException e) {
      throw new AssertionError("Not published to " + message.topic(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  /** The data of all dead letters of the service with this name. */
  List<JsonNode> deadLetters(String service) {
    TopicPartition only = new TopicPartition(Topic.deadLettersOf(service).topicName(), 0);
    List<JsonNode> letters = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
      while (consumer.position(only) < end) {
        ConsumerRecords<String, byte[]> page = consumer.poll(Duration.ofSeconds(1));
        for (ConsumerRecord<String, byte[]> letter : page) {
          letters.add(read(letter.value()));
        }
      }
    }
    return letters;
  }

  private static JsonNode read(byte[] data) {
    try {
      return JSON.readTree(data);
    } catch (IOException e) {
      throw new AssertionError("A dead letter is not JSON", e);
    }
  }
}
