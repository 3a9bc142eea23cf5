package io.quartermaster.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quartermaster.messaging.TraceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
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
      if (topics.isOpen(topic)) {
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
    Map<String, SendResult> closed = topics.closedAmong(wave);
    List<Sending> sendings = new ArrayList<>(wave.size());
    for (OutboxRow row : wave) {
      SendResult known = closed.get(row.lane().topic());
      sendings.add(known == null ? start(row) : new Sending.Finished(known));
    }
    List<SendResult> results = new ArrayList<>(wave.size());
    for (int i = 0; i < sendings.size(); i++) {
      results.add(result(wave.get(i), sendings.get(i)));
    }
    return results;
  }

  private Sending start(OutboxRow row) {
    try {
      return new Sending.InFlight(producer.send(record(row)));
    } catch (KafkaException e) {
      return new Sending.Finished(failed(row, e));
    }
  }

  private SendResult result(OutboxRow row, Sending sending) throws InterruptedException {
    return switch (sending) {
      case Sending.Finished finished -> finished.result();
      case Sending.InFlight inFlight -> {
        try {
          inFlight.acknowledgement().get();
          yield new SendResult.Acknowledged();
        } catch (ExecutionException e) {
          yield failed(row, e.getCause() == null ? e : e.getCause());
        }
      }
    };
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
    Headers headers = record.headers();
    headers.add("ce_specversion", "1.0".getBytes(UTF_8));
    headers.add("ce_id", row.eventId().toString().getBytes(UTF_8));
    headers.add("ce_source", row.source().getBytes(UTF_8));
    headers.add("ce_type", row.type().getBytes(UTF_8));
    headers.add("ce_subject", row.subject().getBytes(UTF_8));
    headers.add("ce_time", row.createdAt().toString().getBytes(UTF_8));
    headers.add("content-type", "application/json".getBytes(UTF_8));
    if (row.traceparent() != null) {
      headers.add(TraceContext.HEADER, row.traceparent().getBytes(UTF_8));
    }
    return record;
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

  private sealed interface Sending {
    record InFlight(Future<RecordMetadata> acknowledgement) implements Sending {}

    record Finished(SendResult result) implements Sending {}
  }
}
