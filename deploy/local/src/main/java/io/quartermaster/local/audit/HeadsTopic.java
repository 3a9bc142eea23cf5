package io.quartermaster.local.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quartermaster.audit.ChainHead;
import io.quartermaster.audit.Publications;
import io.quartermaster.audit.PublishedHeads;
import io.quartermaster.contracts.AuditHeadsPublished;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.EventJson.UnreadableEventException;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.Topic;
import io.quartermaster.local.stack.StackFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The published heads on their topic, from the first record to the last at the time of the call.
 *
 * <p>Failure semantics: a broker that does not answer within seconds, a missing topic and an event
 * without the agreed data are a {@link StackFailure}. Records of other types are ignored.
 *
 * @param client configuration of the Kafka client, with {@code bootstrap.servers}
 */
public record HeadsTopic(Map<String, String> client) {

  private static final String NAME = Topic.AUDIT_HEADS.topicName();
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Duration POLL = Duration.ofMillis(200);

  public HeadsTopic {
    client = Map.copyOf(client);
  }

  /** Adds everything that was published. */
  public void addTo(Publications publications) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", "false");
    settings.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    settings.put("request.timeout.ms", TIMEOUT_MILLIS / 2);
    try (KafkaConsumer<byte[], byte @Nullable []> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      read(consumer, publications);
    } catch (KafkaException e) {
      throw new StackFailure(
          "The published heads cannot be read from topic %s at %s: %s. --heads FILE compares with saved ones."
              .formatted(NAME, client.get("bootstrap.servers"), reason(e)),
          e);
    }
  }

  /** The client reports that it cannot be constructed, and why only as the cause. */
  private static @Nullable String reason(KafkaException failure) {
    return failure.getCause() == null ? failure.getMessage() : failure.getCause().getMessage();
  }

  private static void read(
      KafkaConsumer<byte[], byte @Nullable []> consumer, Publications publications) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(NAME).stream()
            .map(partition -> new TopicPartition(NAME, partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("there is no such topic");
    }
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long deadline = deadline();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      var records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        deadline = deadline();
      } else if (System.nanoTime() > deadline) {
        throw new KafkaException("the broker sends no more records");
      }
      records.forEach(message -> add(message, publications));
    }
  }

  private static long deadline() {
    return System.nanoTime() + Duration.ofMillis(TIMEOUT_MILLIS).toNanos();
  }

  private static void add(
      ConsumerRecord<byte[], byte @Nullable []> message, Publications publications) {
    Header type = message.headers().lastHeader("ce_type");
    if (type == null
        || !new String(type.value(), UTF_8).equals(EventType.AUDIT_HEADS_PUBLISHED.wireName())) {
      return;
    }
    byte[] data = message.value();
    try {
      publications.add(heads(data == null ? new byte[0] : data));
    } catch (UnreadableEventException e) {
      throw new StackFailure(
          "Record %d of partition %d of topic %s is not a complete set of published heads."
              .formatted(message.offset(), message.partition(), NAME),
          e);
    }
  }

  static PublishedHeads heads(byte[] data) {
    AuditHeadsPublished event = EventJson.read(data, AuditHeadsPublished.class);
    return new PublishedHeads(
        event.revision(),
        event.publishedAt(),
        event.chains().stream()
            .map(head -> new ChainHead(head.chain(), head.entries(), head.lastHash()))
            .toList());
  }
}
