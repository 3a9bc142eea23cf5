package io.quartermaster.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The chain as the tables {@code audit_entry} and {@code audit_head} hold it. */
public final class ChainTable {

  /** In the order that {@link #append} and {@link #read} use. */
  private static final String COLUMNS =
      "sequence, occurred_at, actor, action, scope_type, scope_id, scope_path, before, after,"
          + " previous_hash, hash";

  private static final String HEAD = "select entries, last_hash from audit_head";
  private static final String LOCKED_HEAD = HEAD + " for update";
  private static final String ALL =
      "select " + COLUMNS + " from audit_entry order by sequence, hash";
  private static final String NEWEST =
      "select " + COLUMNS + " from audit_entry where sequence < ? order by sequence desc limit ?";

  /** One statement: the lock on the head is held for one round trip less. */
  private static final String APPEND =
      "with entry as (insert into audit_entry ("
          + COLUMNS
          + ") values (?, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?, ?))"
          + " update audit_head set entries = ?, last_hash = ?";

  private static final int ROWS_AT_A_TIME = 500;

  private ChainTable() {}

  /**
   * Appends an entry in the connection's transaction. Until that ends, no other transaction can
   * append: what is appended here is committed as the next entry or not at all.
   *
   * @throws IllegalStateException when the head record is gone
   */
  public static AuditEntry append(Connection connection, EntryContent content) throws SQLException {
    ChainHead head = head(connection, LOCKED_HEAD);
    if (head == null) {
      throw new IllegalStateException(
          "audit_head has no row: the audit trail was tampered with, nothing can be added to it");
    }
    AuditEntry entry = head.next(content);
    try (PreparedStatement append = connection.prepareStatement(APPEND)) {
      append.setLong(1, entry.sequence());
      append.setObject(2, content.at().atOffset(ZoneOffset.UTC));
      append.setString(3, content.actor());
      append.setString(4, content.action());
      append.setString(5, content.scopeType());
      append.setString(6, content.scopeId());
      append.setString(7, content.scopePath());
      append.setString(8, content.before());
      append.setString(9, content.after());
      append.setString(10, entry.previousHash());
      append.setString(11, entry.hash());
      append.setLong(12, entry.sequence());
      append.setString(13, entry.hash());
      append.executeUpdate();
    }
    return entry;
  }

  /** Gives the newest entries below a sequence number, the newest first. */
  public static void newest(
      Connection connection, long below, int limit, Consumer<AuditEntry> entries)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
      query.setLong(1, below);
      query.setInt(2, limit);
      read(query, entries);
    }
  }

  /**
   * Checks the whole chain in one snapshot of the database, row by row.
   *
   * @param connection not in a transaction; read only afterwards
   */
  public static Verification verify(Connection connection, Consumer<Finding> findings)
      throws SQLException {
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try (PreparedStatement query = connection.prepareStatement(ALL)) {
      query.setFetchSize(ROWS_AT_A_TIME);
      Verification verification = new Verification(head(connection, HEAD), findings);
      read(query, verification::accept);
      verification.finish();
      return verification;
    } finally {
      connection.rollback();
    }
  }

  private static @Nullable ChainHead head(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.next() ? new ChainHead(row.getLong(1), row.getString(2)) : null;
    }
  }

  private static void read(PreparedStatement query, Consumer<AuditEntry> entries)
      throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        entries.accept(entry(rows));
      }
    }
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    EntryContent content =
        new EntryContent(
            row.getObject(2, OffsetDateTime.class).toInstant(),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9));
    return new AuditEntry(row.getLong(1), content, row.getString(10), row.getString(11));
  }
}
