package io.quartermaster.messaging.outbox;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.messaging.AfterCommit;
import io.quartermaster.messaging.MessagingConfig;
import io.quartermaster.messaging.StorageException;
import io.quartermaster.messaging.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Writes outbox rows through the caller's transaction.
 *
 * <p>The lock on the key is a statement of its own: the row's number must be drawn after the lock
 * is held, else a later commit could carry a smaller number.
 */
@ApplicationScoped
class TransactionalOutbox implements Outbox {

  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended(? || '/' || ?, 0))";
  private static final String INSERT =
      "insert into outbox (event_id, topic, key, type, subject, source, traceparent, data)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?)";

  private final AgroalDataSource database;
  private final AfterCommit afterCommit;
  private final RelayLifecycle relay;
  private final String source;

  TransactionalOutbox(
      AgroalDataSource database,
      AfterCommit afterCommit,
      RelayLifecycle relay,
      MessagingConfig config) {
    this.database = database;
    this.afterCommit = afterCommit;
    this.relay = relay;
    this.source = "/quartermaster/" + config.service();
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID append(OutgoingEvent event) {
    return write(List.of(event)).getFirst();
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public List<UUID> appendAll(List<OutgoingEvent> events) {
    return events.isEmpty() ? List.of() : write(events);
  }

  private List<UUID> write(List<OutgoingEvent> events) {
    try (Connection connection = database.getConnection()) {
      lockKeys(connection, events);
      List<UUID> ids = insert(connection, events);
      afterCommit.once(Outbox.class, relay::wake);
      return ids;
    } catch (SQLException e) {
      throw new StorageException("append to the outbox", e);
    }
  }

  private void lockKeys(Connection connection, List<OutgoingEvent> events) throws SQLException {
    TreeSet<OutgoingEvent> inOneOrder =
        new TreeSet<>(Comparator.comparing(OutgoingEvent::topic).thenComparing(OutgoingEvent::key));
    inOneOrder.addAll(events);
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      for (OutgoingEvent event : inOneOrder) {
        lock.setString(1, event.topic());
        lock.setString(2, event.key());
        lock.execute();
      }
    }
  }

  private List<UUID> insert(Connection connection, List<OutgoingEvent> events) throws SQLException {
    String traceparent = TraceContext.current();
    List<UUID> ids = new ArrayList<>(events.size());
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (OutgoingEvent event : events) {
        UUID id = UUID.randomUUID();
        insert.setObject(1, id);
        insert.setString(2, event.topic());
        insert.setString(3, event.key());
        insert.setString(4, event.type());
        insert.setString(5, event.subject());
        insert.setString(6, source);
        insert.setString(7, traceparent);
        insert.setString(8, event.json());
        insert.addBatch();
        ids.add(id);
      }
      insert.executeBatch();
    }
    return ids;
  }
}
