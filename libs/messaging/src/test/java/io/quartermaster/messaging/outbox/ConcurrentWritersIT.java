package io.quartermaster.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers are drawn before the commit: the case in which a naive poller skips events. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ConcurrentWritersIT {

  private static final int WRITERS = 64;
  private static final int TRANSACTIONS = 8;
  private static final int KEYS = 24;

  @Inject Outbox outbox;
  @Inject AgroalDataSource database;

  private final String prefix = "key-" + UUID.randomUUID() + "-";

  @Test
  void losesNothingAndKeepsTheCommitOrderPerKey() throws Exception {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Random random = new Random(writer);
        all.add(writers.submit(() -> write(random)));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    }

    for (String key : IntStream.range(0, KEYS).mapToObj(n -> prefix + n).toList()) {
      List<UUID> committed = committed(key);
      Await.condition().until(() -> RelayWorkbench.firstArrivals(key).size() >= committed.size());
      assertThat(RelayWorkbench.firstArrivals(key)).isEqualTo(committed);
    }
  }

  private void write(Random random) {
    for (int n = 0; n < TRANSACTIONS; n++) {
      List<String> keys =
          random
              .ints(1 + random.nextInt(3), 0, KEYS)
              .distinct()
              .sorted()
              .mapToObj(k -> prefix + k)
              .toList();
      long openFor =
          TimeUnit.MILLISECONDS.toNanos(random.nextInt(10) == 0 ? 200 : random.nextInt(20));
      boolean rollBack = random.nextInt(8) == 0;
      try {
        QuarkusTransaction.requiringNew()
            .run(
                () -> {
                  appendAndNoteCommitOrder(keys);
                  LockSupport.parkNanos(openFor);
                  if (rollBack) {
                    throw new RolledBackOnPurpose();
                  }
                });
      } catch (RolledBackOnPurpose e) {
        assertThat(rollBack).isTrue();
      }
    }
  }

  /**
   * The row of a key's counter is locked until the commit, so its numbers give the commit order.
   */
  private void appendAndNoteCommitOrder(List<String> keys) {
    List<UUID> ids =
        outbox.appendAll(
            keys.stream()
                .map(
                    key ->
                        new OutgoingEvent(
                            RelayWorkbench.TOPIC, key, "io.quartermaster.test.v1", "subject", "{}"))
                .toList());
    for (int i = 0; i < keys.size(); i++) {
      note(keys.get(i), ids.get(i));
    }
  }

  private void note(String key, UUID id) {
    try (Connection connection = database.getConnection();
        PreparedStatement note =
            connection.prepareStatement(
                """
                with counted as (
                  insert into commit_counter as c (key, n) values (?, 1)
                  on conflict (key) do update set n = c.n + 1 returning n)
                insert into commit_order (key, n, event_id) select ?, n, ? from counted
                """)) {
      note.setString(1, key);
      note.setString(2, key);
      note.setObject(3, id);
      note.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<UUID> committed(String key) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement order =
            connection.prepareStatement(
                "select event_id from commit_order where key = ? order by n")) {
      order.setString(1, key);
      List<UUID> ids = new ArrayList<>();
      try (ResultSet rows = order.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getObject(1, UUID.class));
        }
      }
      return ids;
    }
  }

  private static final class RolledBackOnPurpose extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
