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
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker once for each topic before the first send. A producer waits its full time for a
 * topic that does not exist, row after row, and every other topic with it; the broker itself says
 * so at once.
 */
final class TopicCheck implements AutoCloseable {

  private final Map<String, Object> settings;
  private final int timeoutMillis;
  private final Set<String> open = new HashSet<>();
  private @Nullable Admin admin;

  TopicCheck(Map<String, Object> broker, String clientId, Duration timeout) {
    this.timeoutMillis = Math.toIntExact(timeout.toMillis() / 2);
    this.settings = new HashMap<>(broker);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId + "-topics");
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis / 2);
  }

  /** Whether the topic takes records now. */
  boolean isOpen(String topic) throws InterruptedException {
    return open.contains(topic) || ask(Set.of(topic)).isEmpty();
  }

  /** The topics among those of the rows that take nothing now, with the reason. */
  Map<String, SendResult> closedAmong(Iterable<OutboxRow> rows) throws InterruptedException {
    Set<String> unknown = new TreeSet<>();
    for (OutboxRow row : rows) {
      if (!open.contains(row.lane().topic())) {
        unknown.add(row.lane().topic());
      }
    }
    return unknown.isEmpty() ? Map.of() : ask(unknown);
  }

  private Map<String, SendResult> ask(Set<String> unknown) throws InterruptedException {
    Map<String, SendResult> closed = new HashMap<>();
    DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs(timeoutMillis);
    for (var answer : admin().describeTopics(unknown, options).topicNameValues().entrySet()) {
      answer(answer.getKey(), answer.getValue(), closed);
    }
    return closed;
  }

  private Admin admin() {
    Admin made = admin;
    if (made == null) {
      made = Admin.create(settings);
      admin = made;
    }
    return made;
  }

  private void answer(String topic, KafkaFuture<?> answer, Map<String, SendResult> closed)
      throws InterruptedException {
    try {
      answer.get();
      open.add(topic);
    } catch (ExecutionException e) {
      closed.put(topic, SendFailure.classify(e.getCause() == null ? e : e.getCause()));
    }
  }

  /** Asks again before the next send to this topic. */
  void forget(String topic) {
    open.remove(topic);
  }

  @Override
  public void close() {
    Admin made = admin;
    if (made != null) {
      made.close(Duration.ZERO);
    }
  }
}
