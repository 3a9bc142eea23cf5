package io.quartermaster.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.contracts.Topic;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {

  private static final String TOPIC = Topic.OUTCOME_EVENTS.topicName();

  @TempDir static Path directory;

  private static KafkaProcess kafka;

  @BeforeAll
  static void start() {
    kafka = KafkaProcess.start(KafkaOptions.in(directory));
    KafkaTopics.create(kafka.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    long pid = kafka.pid();
    kafka.close();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void everyTopicOfTheContractsIsOnTheBrokerAsWritten() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      for (Topic topic : Topic.values()) {
        String name = topic.topicName();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);

        assertThat(admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions())
            .hasSize(topic.partitions());
        topic
            .brokerSettings()
            .forEach((key, value) -> assertThat(config.get(key).value()).as(key).isEqualTo(value));
      }
    }
  }

  @Test
  void makingTheTopicsAgainChangesNothing() {
    KafkaTopics.create(kafka.bootstrapServers());
  }

  @Test
  void aTopicThatDiffersFromTheContractsIsNamed(@TempDir Path other) throws Exception {
    String name = Topic.SETTINGS_EVENTS.topicName();
    try (KafkaProcess wrong = KafkaProcess.start(KafkaOptions.in(other))) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", wrong.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
      }

      assertThatThrownBy(() -> KafkaTopics.create(wrong.bootstrapServers()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(name + " has 2 partitions, not 6")
          .hasMessageContaining(name + " has cleanup.policy=delete, not compact");
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesAKill() throws Exception {
    String bootstrap = kafka.bootstrapServers();
    long firstPid = kafka.pid();
    publish("key", "before the kill");

    kafka.kill();
    assertThat(kafka.isAlive()).isFalse();
    kafka.restart();

    assertThat(kafka.pid()).isNotEqualTo(firstPid);
    assertThat(kafka.bootstrapServers()).isEqualTo(bootstrap);
    assertThat(readAll()).contains("before the kill");
    publish("key", "after the kill");
    assertThat(readAll()).contains("before the kill", "after the kill");
  }

  @Test
  void aBusyPortIsNamed(@TempDir Path other) throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> KafkaProcess.start(KafkaOptions.in(other).withPort(busy.getLocalPort())))
          .isInstanceOfSatisfying(
              PortInUseException.class, e -> assertThat(e.port()).isEqualTo(busy.getLocalPort()))
          .hasMessageContaining(Integer.toString(busy.getLocalPort()));
    }
  }

  @Test
  void aDirectoryServesOneBrokerAtATime() {
    assertThatThrownBy(() -> KafkaProcess.start(KafkaOptions.in(directory)))
        .isInstanceOf(DirectoryInUseException.class);
    assertThat(kafka.isAlive()).isTrue();
  }

  private static void publish(String key, String value) throws Exception {
    Map<String, Object> config =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, key, value)).get();
    }
  }

  private static List<String> readAll() {
    Map<String, Object> config =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<String> values = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofSeconds(1)).forEach(message -> values.add(message.value()));
      }
      return values;
    }
  }
}
