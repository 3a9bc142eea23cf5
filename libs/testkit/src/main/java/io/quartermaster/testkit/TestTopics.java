package io.quartermaster.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quartermaster.contracts.Event;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to the topics as the services do (CloudEvents binary mode), and reads them. The tests
 * of a JVM share the topics: select your own aggregate.
 */
public final class TestTopics {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final String bootstrapServers;
  private final KafkaProducer<@Nullable String, byte[]> producer;
  private final Map<Topic, TopicReader> readers = new EnumMap<>(Topic.class);

  TestTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Publishes the event with a new id, which is returned. */
  public String publish(Event event) {
    String id = UUID.randomUUID().toString();
    publish(event, id);
    return id;
  }

  /** Publishes the event with this id: with one used before, a duplicate. */
  public void publish(Event event, String id) {
    publish(event.type().topic(), event.aggregate(), headers(event, id), EventJson.write(event));
  }

  /** Publishes any record; returns when the broker has acknowledged it. */
  public void publish(Topic topic, @Nullable String key, Map<String, String> headers, byte[] data) {
    ProducerRecord<@Nullable String, byte[]> message =
        new ProducerRecord<>(topic.topicName(), key, data);
    headers.forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
    try {
      producer.send(message).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Not published to " + topic.topicName(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while publishing", e);
    }
  }

  /** The CloudEvents headers of the event, for a test that corrupts one of them. */
  public static Map<String, String> headers(Event event, String id) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_source", "/quartermaster/testkit");
    headers.put("ce_type", event.type().wireName());
    headers.put("ce_subject", event.aggregate());
    headers.put("ce_time", Instant.now().toString());
    headers.put("content-type", "application/json");
    return headers;
  }

  /** All records on the topic, in order within a key. */
  public List<ReceivedEvent> read(Topic topic) {
    TopicReader reader;
    synchronized (readers) {
      reader = readers.computeIfAbsent(topic, t -> new TopicReader(bootstrapServers, t));
    }
    return reader.readAll();
  }

  /**
   * All records without duplicates, as an inbox accepts them: a relay repeats what it could not
   * mark as sent.
   */
  public List<ReceivedEvent> consumed(Topic topic) {
    Set<String> ids = new HashSet<>();
    return read(topic).stream()
        .filter(
            message -> {
              String id = message.id();
              return id == null || ids.add(id);
            })
        .toList();
  }

  /** All records of this aggregate, in order, without duplicates. */
  public List<ReceivedEvent> about(Topic topic, String aggregate) {
    return consumed(topic).stream().filter(message -> aggregate.equals(message.key())).toList();
  }

  /** All events of this type and aggregate, without duplicates. */
  public <E extends Event> List<E> eventsOf(Class<E> kind, String aggregate) {
    return about(topicOf(kind), aggregate).stream()
        .filter(message -> message.is(kind))
        .map(message -> message.as(kind))
        .toList();
  }

  /** Waits for the first matching event of this type. */
  public <E extends Event> E await(Class<E> kind, Predicate<E> match) {
    return Awaitility.await("a " + kind.getSimpleName())
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                read(topicOf(kind)).stream()
                    .filter(message -> message.is(kind))
                    .map(message -> message.as(kind))
                    .filter(match)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Waits for the first matching record on the topic. */
  public ReceivedEvent await(Topic topic, Predicate<ReceivedEvent> match) {
    return Awaitility.await("a record on " + topic.topicName())
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> read(topic).stream().filter(match).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  private static Topic topicOf(Class<? extends Event> kind) {
    for (EventType type : EventType.values()) {
      if (type.record() == kind) {
        return type.topic();
      }
    }
    throw new IllegalArgumentException("No event type has the record " + kind.getSimpleName());
  }
}
