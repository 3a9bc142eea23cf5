package io.quartermaster.messaging.outbox;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.messaging.MessagingConfig;
import io.quartermaster.messaging.Sql;
import io.quartermaster.messaging.StorageException;
import io.quartermaster.messaging.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
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
 * The table of events to publish. Appending requires an open transaction: the event is published if
 * and only if that transaction commits.
 *
 * <p>The lock on the key is a statement of its own: the row ID must be assigned after the lock is
 * held, or a later commit could get a smaller ID.
 */
@ApplicationScoped
public class Outbox {

  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended(? || '/' || ?, 0))";
  private static final String INSERT =
      "insert into outbox (event_id, topic, key, type, subject, source, traceparent, data)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?)";

  private final AgroalDataSource database;
  private final Event<Appended> appended;
  private final String source;

  Outbox(AgroalDataSource database, Event<Appended> appended, MessagingConfig config) {
    this.database = database;
    this.appended = appended;
    this.source = "/quartermaster/" + config.service();
  }

  /**
   * Appends an event and returns its ID, which is the CloudEvents {@code id}. Waits for other open
   * transactions that appended to the same key, so that the rows of a key are in commit order.
   *
   * @throws jakarta.transaction.TransactionalException when no transaction is open
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID append(OutgoingEvent event) {
    return write(List.of(event)).getFirst();
  }

  /**
   * Appends several events. Locks their keys in sorted order, so that two calls cannot deadlock.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<UUID> appendAll(List<OutgoingEvent> events) {
    return events.isEmpty() ? List.of() : write(events);
  }

  private List<UUID> write(List<OutgoingEvent> events) {
    try (Connection connection = database.getConnection()) {
      lockKeys(connection, events);
      List<UUID> ids = insert(connection, events);
      appended.fire(new Appended());
      return ids;
    } catch (SQLException e) {
      throw new StorageException("append to the outbox", e);
    }
  }

  private static void lockKeys(Connection connection, List<OutgoingEvent> events)
      throws SQLException {
    TreeSet<OutgoingEvent> sorted =
        new TreeSet<>(Comparator.comparing(OutgoingEvent::topic).thenComparing(OutgoingEvent::key));
    sorted.addAll(events);
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      for (OutgoingEvent event : sorted) {
        Sql.bind(lock, event.topic(), event.key());
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
        Sql.bind(
            insert,
            id,
            event.topic(),
            event.key(),
            event.type(),
            event.subject(),
            source,
            traceparent,
            event.json());
        insert.addBatch();
        ids.add(id);
      }
      insert.executeBatch();
    }
    return ids;
  }

  /** Wakes the relay of this process when the transaction commits. */
  record Appended() {}
}
