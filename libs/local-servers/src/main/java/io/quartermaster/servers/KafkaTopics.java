package io.quartermaster.servers;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of the contracts on a broker. */
public final class KafkaTopics {

  private static final short REPLICATION = 1;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private KafkaTopics() {}

  /**
   * Creates missing topics and checks existing ones.
   *
   * @throws IllegalStateException when an existing topic differs from the contracts; the message
   *     names each difference
   */
  public static void create(String bootstrapServers) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Arrays.stream(Topic.values())
          .map(topic -> admin.createTopics(List.of(newTopic(topic))).all())
          .toList()
          .forEach(KafkaTopics::awaitCreated);
      List<String> differences = differences(admin);
      if (!differences.isEmpty()) {
        throw new IllegalStateException(
            "Topics differ from the contracts: " + String.join("; ", differences));
      }
    }
  }

  private static NewTopic newTopic(Topic topic) {
    return new NewTopic(topic.topicName(), topic.partitions(), REPLICATION)
        .configs(topic.brokerSettings());
  }

  private static void awaitCreated(KafkaFuture<Void> created) {
    try {
      created.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("Topics cannot be created", e.getCause());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static List<String> differences(Admin admin) {
    List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
    List<ConfigResource> resources = names.stream().map(KafkaTopics::resource).toList();
    Map<String, TopicDescription> described =
        get(() -> admin.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configs = get(() -> admin.describeConfigs(resources).all());
    return Arrays.stream(Topic.values())
        .flatMap(
            topic ->
                differences(
                    topic,
                    requireNonNull(described.get(topic.topicName())),
                    requireNonNull(configs.get(resource(topic.topicName())))))
        .toList();
  }

  private static Stream<String> differences(
      Topic topic, TopicDescription description, Config config) {
    int partitions = description.partitions().size();
    Stream<String> inPartitions =
        partitions == topic.partitions()
            ? Stream.of()
            : Stream.of(
                topic.topicName()
                    + " has "
                    + partitions
                    + " partitions, not "
                    + topic.partitions());
    Stream<String> inSettings =
        topic.brokerSettings().entrySet().stream()
            .filter(setting -> !setting.getValue().equals(config.get(setting.getKey()).value()))
            .map(
                setting ->
                    topic.topicName()
                        + " has "
                        + setting.getKey()
                        + "="
                        + config.get(setting.getKey()).value()
                        + ", not "
                        + setting.getValue());
    return Stream.concat(inPartitions, inSettings);
  }

  private static ConfigResource resource(String topicName) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topicName);
  }

  /** Retries until the broker knows the topics; under load that takes a moment after creation. */
  private static <T> T get(Supplier<KafkaFuture<T>> question) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (true) {
      try {
        return question.get().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw new IllegalStateException("Topics cannot be read", e.getCause());
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while creating topics", e);
  }
}
