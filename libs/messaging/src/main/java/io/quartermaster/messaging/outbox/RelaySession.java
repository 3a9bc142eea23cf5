package io.quartermaster.messaging.outbox;

import io.quartermaster.messaging.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The leadership over the outbox of one database: a connection that holds an advisory lock.
 *
 * <p>Failure semantics: leadership ends with the connection. All reads and updates use the same
 * connection, so that a relay that lost its leadership can mark nothing. A connection returns to
 * its pool without the lock, or not at all.
 */
final class RelaySession implements AutoCloseable {

  /** Two-integer locks are distinct from the bigint locks of the keys. */
  private static final String ACQUIRE = "select pg_try_advisory_lock(20817, 1)";

  /** The server ends the session of a relay whose host has vanished after some 20 s. */
  private static final String DETECT_VANISHED_HOST =
      "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 3; set tcp_keepalives_count = 3";

  private static final String RELEASE =
      "select pg_advisory_unlock_all(); reset tcp_keepalives_idle;"
          + " reset tcp_keepalives_interval; reset tcp_keepalives_count";

  private static final String END_SESSION = "select pg_terminate_backend(pg_backend_pid())";

  private static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(30);

  private static final String NEXT =
      """
      with due as (
        select o.*, octet_length(o.data) as bytes from outbox o
        where o.published_at is null
          and not exists (
            select 1 from outbox p
            where p.published_at is null and p.next_attempt_at > now()
              and p.topic = o.topic and p.key = o.key and p.id <= o.id)
        order by o.id limit ?)
      select * from (select due.*, sum(bytes) over (order by id) - bytes as before from due) s
      where before < ? order by id
      """;

  private static final String MARK =
      "update outbox set published_at = now(), next_attempt_at = null where id = any (?)";

  private static final String PARK =
      """
      update outbox set attempts = attempts + 1, parked_reason = ?,
        next_attempt_at = now() + make_interval(secs => ?) where id = ?
      """;

  private final Connection connection;

  private RelaySession(Connection connection) {
    this.connection = connection;
  }

  /** Acquires leadership; empty when another relay is the leader. */
  static Optional<RelaySession> tryAcquire(DataSource database) throws SQLException {
    RelaySession session = new RelaySession(database.getConnection());
    boolean leader = false;
    try {
      leader = session.acquire();
      return leader ? Optional.of(session) : Optional.empty();
    } finally {
      if (!leader) {
        session.close();
      }
    }
  }

  private boolean acquire() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(ACQUIRE)) {
        if (!row.next() || !row.getBoolean(1)) {
          return false;
        }
      }
      statement.execute(DETECT_VANISHED_HOST);
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(NETWORK_TIMEOUT.toMillis()));
      return true;
    }
  }

  /** The oldest rows that may be sent now; without lanes whose head is parked. */
  List<OutboxRow> next(int rows, int bytes) throws SQLException {
    try (PreparedStatement next = Sql.prepare(connection, NEXT, rows, bytes);
        ResultSet result = next.executeQuery()) {
      List<OutboxRow> batch = new ArrayList<>();
      while (result.next()) {
        batch.add(row(result));
      }
      return batch;
    }
  }

  private static OutboxRow row(ResultSet result) throws SQLException {
    return new OutboxRow(
        result.getLong("id"),
        result.getObject("event_id", UUID.class),
        new OutboxRow.Lane(result.getString("topic"), result.getString("key")),
        result.getString("type"),
        result.getString("subject"),
        result.getString("source"),
        result.getString("traceparent"),
        result.getString("data"),
        result.getObject("created_at", OffsetDateTime.class).toInstant(),
        result.getInt("attempts"));
  }

  void markPublished(List<OutboxRow> rows) throws SQLException {
    if (!rows.isEmpty()) {
      Sql.update(connection, MARK, rows.stream().mapToLong(OutboxRow::id).toArray());
    }
  }

  void park(OutboxRow row, String reason, Duration wait) throws SQLException {
    Sql.update(connection, PARK, reason, wait.toMillis() / 1000.0, row.id());
  }

  @Override
  public void close() throws SQLException {
    try (connection;
        Statement statement = connection.createStatement()) {
      release(statement);
      connection.setNetworkTimeout(Runnable::run, 0);
    }
  }

  private static void release(Statement statement) throws SQLException {
    try {
      statement.execute(RELEASE);
    } catch (SQLException e) {
      // End the session at the server, so that the pool discards the connection.
      statement.execute(END_SESSION);
      throw e;
    }
  }
}
