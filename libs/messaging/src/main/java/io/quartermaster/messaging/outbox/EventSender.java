package io.quartermaster.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import io.quartermaster.messaging.TraceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Sends rows as CloudEvents in Kafka binary mode and waits for the acknowledgements.
 *
 * <p>Failure semantics: never throws for a row; the result is in the {@link SendResult}. After a
 * failure that is not transient the next wave gets a new producer.
 */
final class EventSender implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EventSender.class);

  private final Map<String, Object> settings;
  private final TopicCheck topics;
  private Producer<String, byte[]> producer;
  private boolean broken;

  EventSender(Map<String, Object> broker, String clientId, Duration deliveryTimeout) {
    this.settings = producerSettings(broker, clientId, deliveryTimeout);
    this.topics = new TopicCheck(broker, clientId, deliveryTimeout);
    this.producer = new KafkaProducer<>(settings);
  }

  private static Map<String, Object> producerSettings(
      Map<String, Object> broker, String clientId, Duration deliveryTimeout) {
    int millis = Math.toIntExact(deliveryTimeout.toMillis());
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis / 2);
    return settings;
  }

  /**
   * Connects in advance, so that the first event does not wait for it. A failure here recurs, and
   * is handled, at the first send.
   */
  void prepare(String topic) throws InterruptedException {
    try {
      if (topics.closedAmong(Set.of(topic)).isEmpty()) {
        producer.partitionsFor(topic);
      } else {
        LOG.warnf("Topic does not accept records: topic=%s", topic);
      }
    } catch (KafkaException e) {
      LOG.debugf("Not connected yet: failure=%s", e.getClass().getSimpleName());
    }
  }

  /** Sends rows of different lanes together; the results are in the order of the rows. */
  List<SendResult> send(List<OutboxRow> wave) throws InterruptedException {
    renewIfBroken();
    Map<String, SendResult> closed =
        topics.closedAmong(wave.stream().map(row -> row.lane().topic()).collect(toSet()));
    List<Future<?>> acknowledgements = new ArrayList<>(wave.size());
    for (OutboxRow row : wave) {
      boolean open = !closed.containsKey(row.lane().topic());
      acknowledgements.add(open ? start(row) : CompletableFuture.completedFuture(null));
    }
    List<SendResult> results = new ArrayList<>(wave.size());
    for (int i = 0; i < wave.size(); i++) {
      SendResult refused = closed.get(wave.get(i).lane().topic());
      results.add(refused == null ? result(wave.get(i), acknowledgements.get(i)) : refused);
    }
    return results;
  }

  private Future<?> start(OutboxRow row) {
    try {
      return producer.send(record(row));
    } catch (KafkaException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private SendResult result(OutboxRow row, Future<?> acknowledgement) throws InterruptedException {
    try {
      acknowledgement.get();
      return new SendResult.Acknowledged();
    } catch (ExecutionException e) {
      return failed(row, e.getCause() == null ? e : e.getCause());
    }
  }

  private SendResult failed(OutboxRow row, Throwable failure) {
    SendResult result = SendResult.of(failure);
    topics.forget(row.lane().topic());
    // Keep the producer while the broker is only unavailable: its sequence numbers prevent a late
    // delivery of an earlier record from arriving after newer ones.
    broken |= result instanceof SendResult.Unavailable && !(failure instanceof RetriableException);
    return result;
  }

  private static ProducerRecord<String, byte[]> record(OutboxRow row) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(row.lane().topic(), row.lane().key(), row.data().getBytes(UTF_8));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", row.eventId().toString());
    header(record, "ce_source", row.source());
    header(record, "ce_type", row.type());
    header(record, "ce_subject", row.subject());
    header(record, "ce_time", row.createdAt().toString());
    header(record, "content-type", "application/json");
    if (row.traceparent() != null) {
      header(record, TraceContext.HEADER, row.traceparent());
    }
    return record;
  }

  private static void header(ProducerRecord<?, ?> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  private void renewIfBroken() {
    if (broken) {
      producer.close(Duration.ZERO);
      producer = new KafkaProducer<>(settings);
      broken = false;
    }
  }

  @Override
  public void close() {
    topics.close();
    producer.close(Duration.ZERO);
  }
}
