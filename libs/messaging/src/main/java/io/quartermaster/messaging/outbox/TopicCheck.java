package io.quartermaster.messaging.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaFuture;

/**
 * Checks once per topic, before the first send, that it exists. For a missing topic a producer
 * blocks for its full timeout, row after row, together with all other topics; an admin request
 * fails at once.
 */
final class TopicCheck implements AutoCloseable {

  private final int timeoutMillis;
  private final Set<String> open = new HashSet<>();
  private final Admin admin;

  TopicCheck(Map<String, Object> broker, String clientId, Duration timeout) {
    this.timeoutMillis = Math.toIntExact(timeout.toMillis() / 2);
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId + "-topics");
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis / 2);
    this.admin = Admin.create(settings);
  }

  /** Whether the topic exists and is accessible now. */
  boolean isOpen(String topic) throws InterruptedException {
    return open.contains(topic) || describe(Set.of(topic)).isEmpty();
  }

  /** The topics of the rows that do not accept records now, with the reason. */
  Map<String, SendResult> closedAmong(Iterable<OutboxRow> rows) throws InterruptedException {
    Set<String> unknown = new TreeSet<>();
    for (OutboxRow row : rows) {
      if (!open.contains(row.lane().topic())) {
        unknown.add(row.lane().topic());
      }
    }
    return unknown.isEmpty() ? Map.of() : describe(unknown);
  }

  private Map<String, SendResult> describe(Set<String> unknown) throws InterruptedException {
    Map<String, SendResult> closed = new HashMap<>();
    DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs(timeoutMillis);
    for (var topic : admin.describeTopics(unknown, options).topicNameValues().entrySet()) {
      collect(topic.getKey(), topic.getValue(), closed);
    }
    return closed;
  }

  private void collect(String topic, KafkaFuture<?> description, Map<String, SendResult> closed)
      throws InterruptedException {
    try {
      description.get();
      open.add(topic);
    } catch (ExecutionException e) {
      closed.put(topic, SendResult.of(e.getCause() == null ? e : e.getCause()));
    }
  }

  /** Checks the topic again before the next send. */
  void forget(String topic) {
    open.remove(topic);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
