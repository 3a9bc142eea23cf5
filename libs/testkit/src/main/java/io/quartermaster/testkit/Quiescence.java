package io.quartermaster.testkit;

import static io.quartermaster.testkit.Await.condition;
import static io.quartermaster.testkit.Await.eventually;
import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Isolates the tests of a service from each other: waits until all published events are consumed
 * and no reconcile run is active, and deletes pending runs. Otherwise the next test, which counts
 * calls, would count those of the previous one.
 */
public final class Quiescence {

  private static final String DELETE_PENDING =
      """
      delete from reconcile_execution where not picked;
      delete from reconcile_request;
      """;

  /** A run whose request was deleted removes its execution when it ends. */
  private static final String ACTIVE_RUNS = "select count(*) from reconcile_execution";

  private Quiescence() {}

  /**
   * Returns when the service is idle.
   *
   * @param group the service's consumer group: the name of its module
   * @param database the database of the service
   * @throws org.awaitility.core.ConditionTimeoutException when it does not become idle
   */
  public static void await(String group, DataSource database) {
    awaitConsumed(group);
    eventually(
        () -> {
          execute(database, DELETE_PENDING);
          assertThat(number(database, ACTIVE_RUNS)).as("active runs").isZero();
        });
  }

  /**
   * Returns when the service has consumed every published event: its desired state is then stored,
   * but reconcile runs may still be pending.
   *
   * @param group the service's consumer group: the name of its module
   */
  public static void awaitConsumed(String group) {
    try (Admin broker =
        Admin.create(
            Map.of("bootstrap.servers", (Object) RealServers.servers().bootstrapServers()))) {
      condition()
          // The group does not exist before its first member has joined.
          .ignoreExceptionsMatching(ExecutionException.class::isInstance)
          .untilAsserted(
              () -> assertThat(unconsumed(broker, group)).as("events not consumed").isZero());
    }
  }

  /** Based on committed offsets: the group has handled everything before them. */
  private static long unconsumed(Admin broker, String group)
      throws ExecutionException, InterruptedException {
    Set<TopicPartition> partitions = partitions(broker, group);
    Map<TopicPartition, OffsetAndMetadata> committed =
        broker.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        broker
            .listOffsets(
                partitions.stream().collect(toMap(identity(), partition -> OffsetSpec.latest())))
            .all()
            .get();
    return ends.entrySet().stream()
        .mapToLong(end -> end.getValue().offset() - offset(committed.get(end.getKey())))
        .sum();
  }

  /** All assigned partitions, including those without a committed offset. */
  private static Set<TopicPartition> partitions(Admin broker, String group)
      throws ExecutionException, InterruptedException {
    ConsumerGroupDescription described =
        requireNonNull(broker.describeConsumerGroups(List.of(group)).all().get().get(group), group);
    assertThat(described.groupState()).isEqualTo(GroupState.STABLE);
    return described.members().stream()
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .collect(toSet());
  }

  private static long offset(@Nullable OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(DataSource database, String query) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }
}
