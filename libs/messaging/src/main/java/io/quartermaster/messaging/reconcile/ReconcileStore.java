package io.quartermaster.messaging.reconcile;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.messaging.Sql;
import io.quartermaster.messaging.StorageException;
import io.quartermaster.messaging.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two tables of the queue.
 *
 * <p>No wake-up is lost because a request and the end of a run both lock the request's row first:
 * either the end of the run sees the newer generation and runs again, or the request sees an
 * execution that is not picked and makes it due. Executions are written with our own SQL because
 * db-scheduler commits its own writes, outside the JTA transaction.
 */
@ApplicationScoped
class ReconcileStore {

  private static final String REQUEST =
      """
      insert into reconcile_request (task, key, traceparent) values (?, ?, ?)
      on conflict (task, key) do update
        set generation = nextval('reconcile_number'), attempts = 0, requested_at = now(),
          traceparent = excluded.traceparent
      """;

  /** A picked row is not even locked: its worker's heartbeats must not wait for this caller. */
  private static final String MAKE_DUE =
      """
      update reconcile_execution
        set execution_time = least(execution_time, ?), version = version + 1
        where task_name = ? and task_instance = ? and not picked
      """;

  private static final String ENQUEUE =
      """
      insert into reconcile_execution (execution_time, task_name, task_instance, picked)
        values (?, ?, ?, false) on conflict (task_name, task_instance) do nothing
      """;

  private static final String BEGIN =
      """
      update reconcile_request set attempts = attempts + 1, last_run_at = now()
        where task = ? and key = ? returning generation, attempts, traceparent
      """;

  private static final String LOCK =
      "select generation from reconcile_request where task = ? and key = ? for update";

  private static final String RUN_AGAIN =
      """
      update reconcile_execution
        set execution_time = ?, picked = false, picked_by = null, last_heartbeat = null,
          version = version + 1
        where task_name = ? and task_instance = ? and version = ? and picked
      """;

  private static final String REMOVE =
      """
      delete from reconcile_execution
        where task_name = ? and task_instance = ? and version = ? and picked
      """;

  private static final String RECORD =
      """
      update reconcile_request
        set last_outcome = ?, attempts = case when ? then attempts else 0 end
        where task = ? and key = ?
      """;

  private static final String DELETE = "delete from reconcile_request where task = ? and key = ?";

  private static final String RELEASE =
      """
      update reconcile_execution
        set execution_time = ?, picked = false, picked_by = null, last_heartbeat = null,
          version = version + 1
        where picked and starts_with(picked_by, ?)
      """;

  private final AgroalDataSource database;

  ReconcileStore(AgroalDataSource database) {
    this.database = database;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void request(TaskKey taskKey) {
    try (Connection connection = database.getConnection()) {
      Sql.update(connection, REQUEST, taskKey.task(), taskKey.key(), TraceContext.current());
      Object[] due = {Instant.now(), taskKey.task(), taskKey.key()};
      if (Sql.update(connection, MAKE_DUE, due) == 0) {
        Sql.update(connection, ENQUEUE, due);
      }
    } catch (SQLException e) {
      throw new StorageException("request a run", e);
    }
  }

  /** Makes due what the schedulers of a dead process had picked, by the prefix of their name. */
  int release(String picker) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.update(connection, RELEASE, Instant.now(), picker);
    }
  }

  /** Counts the attempt; empty when there is no request. */
  Optional<ReconcileRun> begin(TaskKey taskKey, long version) {
    try (Connection connection = database.getConnection();
        PreparedStatement begin = Sql.prepare(connection, BEGIN, taskKey.task(), taskKey.key());
        ResultSet row = begin.executeQuery()) {
      return row.next()
          ? Optional.of(
              new ReconcileRun(
                  taskKey,
                  version,
                  row.getLong("generation"),
                  row.getInt("attempts"),
                  row.getString("traceparent")))
          : Optional.empty();
    } catch (SQLException e) {
      throw new StorageException("begin a run", e);
    }
  }

  /**
   * Ends a run: runs again at once after a newer request, otherwise as the result defines.
   *
   * @return false, with nothing changed, when the run was declared dead and its claim is lost
   */
  @Transactional(Transactional.TxType.MANDATORY)
  boolean end(ReconcileRun run, RunResult result) {
    String task = run.taskKey().task();
    String key = run.taskKey().key();
    try (Connection connection = database.getConnection();
        PreparedStatement lock = Sql.prepare(connection, LOCK, task, key);
        ResultSet request = lock.executeQuery()) {
      if (!request.next()) {
        return removeExecution(connection, run);
      }
      if (request.getLong("generation") != run.generation()) {
        return runAgain(connection, run, Instant.now());
      }
      return result.next().isEmpty()
          ? removeExecution(connection, run) && update(connection, DELETE, task, key)
          : runAgain(connection, run, result.next().get())
              && update(connection, RECORD, result.outcome(), result.failed(), task, key);
    } catch (SQLException e) {
      throw new StorageException("end a run", e);
    }
  }

  private static boolean runAgain(Connection connection, ReconcileRun run, Instant at)
      throws SQLException {
    TaskKey claim = run.taskKey();
    return update(connection, RUN_AGAIN, at, claim.task(), claim.key(), run.version());
  }

  private static boolean removeExecution(Connection connection, ReconcileRun run)
      throws SQLException {
    return update(connection, REMOVE, run.taskKey().task(), run.taskKey().key(), run.version());
  }

  private static boolean update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    return Sql.update(connection, sql, parameters) == 1;
  }

  /** One run at a time in the cluster. */
  record TaskKey(String task, String key) {}

  /**
   * A run in progress.
   *
   * @param version of the claim on the execution; a different one means that the claim is lost
   * @param generation of the request when the run began; a different one means a newer request
   */
  record ReconcileRun(
      TaskKey taskKey, long version, long generation, int attempt, @Nullable String traceparent) {}
}
