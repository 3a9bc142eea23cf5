package io.quartermaster.messaging.housekeeping;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Deletes rows past their retention in small batches, one transaction each; replicas can overlap.
 */
@ApplicationScoped
class OldRows {

  private static final int BATCH = 1000;

  private static final String PUBLISHED =
      """
      delete from outbox where id = any (array(
        select id from outbox where published_at < now() - make_interval(secs => ?)
        order by published_at limit ? for update skip locked))
      """;

  private static final String CLAIMED =
      """
      delete from inbox where ctid = any (array(
        select ctid from inbox where claimed_at < now() - make_interval(secs => ?)
        order by claimed_at limit ? for update skip locked))
      """;

  private final AgroalDataSource database;
  private final MessagingConfig config;

  OldRows(AgroalDataSource database, MessagingConfig config) {
    this.database = database;
    this.config = config;
  }

  void delete() throws SQLException {
    deleteBatches(PUBLISHED, config.relay().retention());
    deleteBatches(CLAIMED, config.inbox().retention());
  }

  private void deleteBatches(String sql, Duration retention) throws SQLException {
    int deleted = BATCH;
    while (deleted == BATCH) {
      try (Connection connection = database.getConnection();
          PreparedStatement delete = connection.prepareStatement(sql)) {
        delete.setDouble(1, retention.toMillis() / 1000.0);
        delete.setInt(2, BATCH);
        deleted = delete.executeUpdate();
      }
    }
  }
}
