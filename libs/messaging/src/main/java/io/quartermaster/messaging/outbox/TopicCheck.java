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

  /** Those of the topics that do not accept records now, with the reason. */
  Map<String, SendResult> closedAmong(Set<String> topics) throws InterruptedException {
    Set<String> unknown = new TreeSet<>(topics);
    unknown.removeAll(open);
    if (unknown.isEmpty()) {
      return Map.of();
    }
    Map<String, SendResult> closed = new HashMap<>();
    DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs(timeoutMillis);
    for (var topic : admin.describeTopics(unknown, options).topicNameValues().entrySet()) {
      try {
        topic.getValue().get();
        open.add(topic.getKey());
      } catch (ExecutionException e) {
        closed.put(topic.getKey(), SendResult.of(e.getCause() == null ? e : e.getCause()));
      }
    }
    return closed;
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
