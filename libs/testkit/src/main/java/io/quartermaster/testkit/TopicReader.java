package io.quartermaster.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quartermaster.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic from its start, without a group; each call reads up to the present end. */
final class TopicReader {

  private final KafkaConsumer<@Nullable String, @Nullable String> consumer;
  private final List<TopicPartition> partitions;
  private final List<ReceivedEvent> received = new ArrayList<>();

  TopicReader(String bootstrapServers, Topic topic) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    this.partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
            .toList();
    consumer.assign(partitions);
  }

  synchronized List<ReceivedEvent> readAll() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(Duration.ofMillis(200)).forEach(message -> received.add(asReceived(message)));
    }
    return List.copyOf(received);
  }

  private static ReceivedEvent asReceived(
      ConsumerRecord<@Nullable String, @Nullable String> message) {
    Map<String, String> headers = new LinkedHashMap<>();
    message
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    String value = message.value();
    return new ReceivedEvent(
        message.partition(), message.offset(), message.key(), headers, value == null ? "" : value);
  }
}
