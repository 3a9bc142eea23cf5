package io.quartermaster.messaging.reconcile;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.messaging.StorageException;
import io.quartermaster.messaging.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two tables of the queue.
 *
 * <p>No wake-up is lost because a request and the end of a run both lock the request's row first:
 * either the run's end sees the newer generation and runs again, or the request sees an execution
 * that is not picked and makes it due. Executions are written with SQL of our own because
 * db-scheduler commits by itself what it writes, which cannot be a part of a JTA transaction.
 */
@ApplicationScoped
class ReconcileStore {

  private static final String REQUEST =
      """
      insert into reconcile_request as r (task, key, priority, traceparent) values (?, ?, ?, ?)
      on conflict (task, key) do update
        set generation = nextval('reconcile_number'), attempts = 0, requested_at = now(),
          priority = greatest(r.priority, excluded.priority), traceparent = excluded.traceparent
      """;

  /** A picked row is not even locked: its worker's heartbeats must not wait for this caller. */
  private static final String MAKE_DUE =
      """
      update reconcile_execution
        set execution_time = least(execution_time, ?), priority = greatest(priority, ?),
          version = version + 1
        where task_name = ? and task_instance = ? and not picked
      """;

  private static final String ENQUEUE =
      """
      insert into reconcile_execution (execution_time, priority, task_name, task_instance, picked)
        values (?, ?, ?, ?, false) on conflict (task_name, task_instance) do nothing
      """;

  private static final String BEGIN =
      """
      update reconcile_request set attempts = attempts + 1, last_run_at = now()
        where task = ? and key = ? returning generation, attempts, traceparent
      """;

  private static final String LOCK =
      "select generation, priority from reconcile_request where task = ? and key = ? for update";

  private static final String RUN_AGAIN =
      """
      update reconcile_execution
        set execution_time = ?, priority = ?, picked = false, picked_by = null,
          last_heartbeat = null, version = version + 1
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
        set last_outcome = ?, attempts = case when ? then attempts else 0 end, priority = ?
        where task = ? and key = ?
      """;

  private static final String FORGET = "delete from reconcile_request where task = ? and key = ?";

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
  void request(TaskKey work, ReconcileQueue.Priority priority) {
    try (Connection connection = database.getConnection()) {
      execute(connection, REQUEST, work.task(), work.key(), rank(priority), TraceContext.current());
      Timestamp now = Timestamp.from(Instant.now());
      Object[] due = {now, rank(priority), work.task(), work.key()};
      if (execute(connection, MAKE_DUE, due) == 0) {
        execute(connection, ENQUEUE, due);
      }
    } catch (SQLException e) {
      throw new StorageException("request a run", e);
    }
  }

  /** Makes due what a scheduler whose name begins so had picked; it is known to be dead. */
  int release(String picker) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return execute(connection, RELEASE, Timestamp.from(Instant.now()), picker);
    }
  }

  /** Counts the attempt and says what was asked for until now; empty when nothing is. */
  Optional<BegunRun> begin(TaskKey work, long version) {
    try (Connection connection = database.getConnection();
        PreparedStatement begin = prepare(connection, BEGIN, work.task(), work.key());
        ResultSet row = begin.executeQuery()) {
      return row.next()
          ? Optional.of(
              new BegunRun(
                  work,
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
   * Ends a run: again at once when something was asked for meanwhile, else as the run itself says.
   *
   * @return false, with nothing changed, when the run was taken for dead and is no longer ours
   */
  @Transactional(Transactional.TxType.MANDATORY)
  boolean end(BegunRun run, RunEnd end) {
    try (Connection connection = database.getConnection();
        PreparedStatement lock = prepare(connection, LOCK, run.work().task(), run.work().key());
        ResultSet request = lock.executeQuery()) {
      if (!request.next()) {
        return removeExecution(connection, run);
      }
      if (request.getLong("generation") != run.generation()) {
        return runAgain(connection, run, Instant.now(), request.getInt("priority"));
      }
      return end.next().isEmpty()
          ? removeExecution(connection, run) && forget(connection, run.work())
          : runAgain(connection, run, end.next().get(), rank(ReconcileQueue.Priority.NORMAL))
              && record(connection, run.work(), end);
    } catch (SQLException e) {
      throw new StorageException("end a run", e);
    }
  }

  private static boolean runAgain(Connection connection, BegunRun run, Instant at, int priority)
      throws SQLException {
    TaskKey work = run.work();
    Timestamp time = Timestamp.from(at);
    return execute(connection, RUN_AGAIN, time, priority, work.task(), work.key(), run.version())
        == 1;
  }

  private static boolean removeExecution(Connection connection, BegunRun run) throws SQLException {
    TaskKey work = run.work();
    return execute(connection, REMOVE, work.task(), work.key(), run.version()) == 1;
  }

  private static boolean record(Connection connection, TaskKey work, RunEnd end)
      throws SQLException {
    int normal = rank(ReconcileQueue.Priority.NORMAL);
    return execute(connection, RECORD, end.word(), end.failed(), normal, work.task(), work.key())
        == 1;
  }

  private static boolean forget(Connection connection, TaskKey work) throws SQLException {
    return execute(connection, FORGET, work.task(), work.key()) == 1;
  }

  private static int rank(ReconcileQueue.Priority priority) {
    return switch (priority) {
      case NORMAL -> 50;
      case URGENT -> 90;
    };
  }

  private static int execute(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
