package io.quartermaster.membership.store;

import io.quartermaster.messaging.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** SQL in the open transaction. Java arrays are arrays of PostgreSQL. */
@ApplicationScoped
class Sql {

  private final DataSource dataSource;

  Sql(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Returns the number of changed rows. */
  int update(String sql, @Nullable Object... arguments) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, arguments)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new StorageException("updating", e);
    }
  }

  <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, arguments);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    } catch (SQLException e) {
      throw new StorageException("reading", e);
    }
  }

  <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) {
    return list(sql, reader, arguments).stream().findFirst();
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(
          i + 1,
          arguments[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : arguments[i]);
    }
    return statement;
  }

  /** Reads the current row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
