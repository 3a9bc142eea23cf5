package io.quartermaster.messaging.inbox;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.messaging.MessagingConfig;
import io.quartermaster.messaging.Sql;
import io.quartermaster.messaging.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The IDs of consumed events. Of two concurrent claims of an ID the later one waits. */
@ApplicationScoped
class Inbox {

  private static final String CLAIM =
      "insert into inbox (consumer, event_id, topic, partition, record_offset)"
          + " values (?, ?, ?, ?, ?) on conflict (consumer, event_id) do nothing";

  private final AgroalDataSource database;
  private final String consumer;

  Inbox(AgroalDataSource database, MessagingConfig config) {
    this.database = database;
    this.consumer = config.service();
  }

  /** Whether the event is new; takes effect when the caller's transaction commits. */
  @Transactional(Transactional.TxType.MANDATORY)
  boolean claim(String eventId, ConsumerRecord<?, ?> message) {
    try (Connection connection = database.getConnection()) {
      Object[] values = {consumer, eventId, message.topic(), message.partition(), message.offset()};
      return Sql.update(connection, CLAIM, values) == 1;
    } catch (SQLException e) {
      throw new StorageException("claim an event", e);
    }
  }

  /** Whether the database is reachable now. */
  boolean reachable() {
    try (Connection connection = database.getConnection();
        PreparedStatement probe = connection.prepareStatement("select 1");
        ResultSet row = probe.executeQuery()) {
      return row.next();
    } catch (SQLException e) {
      return false;
    }
  }
}
