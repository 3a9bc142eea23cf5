package io.quartermaster.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.Event;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.contracts.Topic;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TestTopicsIT {

  private static final Instant TIME = Instant.parse("2026-05-01T10:00:00Z");

  private final String instance = UUID.randomUUID().toString();
  private final TestTopics topics = RealServers.topics();

  @Test
  void anEventIsReadAsItWasPublished() {
    StepStarted event = started(1);

    String id = topics.publish(event);

    assertThat(topics.await(StepStarted.class, event::equals)).isEqualTo(event);
    ReceivedEvent message = topics.await(Topic.OUTCOME_EVENTS, m -> id.equals(m.id()));
    assertThat(message.key()).isEqualTo("iam_access/" + instance);
    assertThat(message.headers())
        .containsEntry("ce_type", "io.quartermaster.outcome.step-started.v1")
        .containsEntry("content-type", "application/json");
  }

  @Test
  void eventsOfAnAggregateComeInOrderAndWhatIsSentAgainIsOneEvent() {
    String aggregate = started(1).aggregate();
    String id = topics.publish(started(1));
    topics.publish(started(2));
    topics.publish(started(1), id);
    topics.publish(started(1));

    assertThat(topics.eventsOf(StepStarted.class, aggregate))
        .extracting(Event::revision)
        .containsExactly(1L, 2L, 1L);
    assertThat(topics.read(Topic.OUTCOME_EVENTS))
        .filteredOn(message -> aggregate.equals(message.key()))
        .as("as it lies on the topic")
        .hasSize(4);
  }

  @Test
  void rawBytesWithoutKeyAndHeadersArePossible() {
    topics.publish(
        Topic.OUTCOME_EVENTS, null, Map.of("mark", instance), new byte[] {'{', (byte) 0xff});

    ReceivedEvent message =
        topics.await(Topic.OUTCOME_EVENTS, m -> instance.equals(m.headers().get("mark")));
    assertThat(message.key()).isNull();
    assertThat(message.type()).isNull();
  }

  @Test
  void topicsAndDatabasesOutliveAKillOfTheirServers() throws Exception {
    TestServers servers = RealServers.servers();
    TestDatabase database = RealServers.database("testkit-kill");
    topics.publish(started(1));

    servers.killKafka();
    servers.killPostgres();
    servers.restartKafka();
    servers.restartPostgres();

    topics.publish(started(2));
    assertThat(topics.eventsOf(StepStarted.class, started(1).aggregate())).hasSize(2);
    try (Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  private StepStarted started(long revision) {
    return new StepStarted(SetupStep.IAM_ACCESS, new Origin(instance, 1, revision, 1, TIME));
  }
}
