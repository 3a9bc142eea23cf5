package io.quartermaster.messaging.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quartermaster.testkit.Await;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Requests runs of the scripted task and reads their results. */
@ApplicationScoped
public class QueueProbe {

  private static final Duration A_WHILE = Duration.ofMillis(900);

  private final ReconcileQueue queue;
  private final ScriptedTask task;
  private final AgroalDataSource database;

  QueueProbe(ReconcileQueue queue, ScriptedTask task, AgroalDataSource database) {
    this.queue = queue;
    this.task = task;
    this.database = database;
  }

  void request(String key) {
    QuarkusTransaction.requiringNew().run(() -> queue.request(ScriptedTask.NAME, key));
  }

  List<Integer> attempts(String key) {
    return task.runsOf(key).stream().map(ScriptedTask.Run::attempt).toList();
  }

  void awaitRuns(String key, int expected) {
    Await.condition()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> task.runsOf(key).size() >= expected);
  }

  void staysAtRuns(String key, int expected) {
    awaitRuns(key, expected);
    Await.condition().during(A_WHILE).until(() -> task.runsOf(key).size() == expected);
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  long rows(String key) {
    return Long.parseLong(
        query(
            key,
            "select (select count(*) from reconcile_request where key = ?)"
                + " + (select count(*) from reconcile_execution where task_instance = ?)",
            2));
  }

  String lastOutcome(String key) {
    return query(key, "select last_outcome from reconcile_request where key = ?", 1);
  }

  /** Whether a scheduler has taken the run; it exists. */
  boolean isPicked(String taskName, String key) {
    String picked =
        query(
            key,
            "select picked from reconcile_execution where task_instance = ? and task_name = '"
                + taskName
                + "'",
            1);
    assertThat(picked).as("execution").isNotNull();
    return picked.equals("t");
  }

  void update(String key, String sql) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      assertThat(statement.executeUpdate()).isOne();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private String query(String key, String sql, int parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 1; i <= parameters; i++) {
        statement.setString(i, key);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
