package io.quartermaster.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The chains in the tables {@code audit_entry} and {@code audit_head}. */
public final class ChainTable {

  /** The migration creates a head for each: more chains need another migration. */
  public static final int CHAINS = 16;

  /** In the order of {@link #append} and {@link #entry}. */
  private static final String COLUMNS =
      "id, chain, sequence, occurred_at, actor, action, scope_type, scope_id, scope_path, before, after,"
          + " previous_hash, hash";

  private static final String HEADS = "select chain, entries, last_hash from audit_head";

  /** A function, because a row lock needs a right that the role of the service does not have. */
  private static final String LOCKED_HEAD =
      "select chain, entries, last_hash, next_id from lock_audit_head(?)";

  private static final String ALL =
      "select " + COLUMNS + " from audit_entry order by chain, sequence, hash";
  private static final String NEWEST =
      "select " + COLUMNS + " from audit_entry where id < ? order by id desc limit ?";

  /** A trigger moves the head. */
  private static final String APPEND =
      "insert into audit_entry ("
          + COLUMNS
          + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?, ?)";

  private static final int ROWS_AT_A_TIME = 500;

  private ChainTable() {}

  /**
   * Appends an entry to the chain of its scope, in the connection's transaction. Until that ends,
   * no other transaction can append to this chain: the entry is committed as the next one or not at
   * all.
   *
   * @throws IllegalStateException when the head record of the chain is missing
   */
  public static AuditEntry append(Connection connection, EntryContent content) throws SQLException {
    AuditEntry entry = next(connection, content);
    EntryPosition position = entry.position();
    try (PreparedStatement append = connection.prepareStatement(APPEND)) {
      append.setLong(1, position.id());
      append.setInt(2, position.chain());
      append.setLong(3, position.sequence());
      append.setObject(4, content.at().atOffset(ZoneOffset.UTC));
      append.setString(5, content.actor());
      append.setString(6, content.action());
      append.setString(7, content.scopeType());
      append.setString(8, content.scopeId());
      append.setString(9, content.scopePath());
      append.setString(10, content.before());
      append.setString(11, content.after());
      append.setString(12, entry.previousHash());
      append.setString(13, entry.hash());
      append.executeUpdate();
    }
    return entry;
  }

  private static AuditEntry next(Connection connection, EntryContent content) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LOCKED_HEAD)) {
      query.setInt(1, chainOf(content));
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException(
              "audit_head has no row for chain %d: the audit trail was tampered with"
                  .formatted(chainOf(content)));
        }
        return head(row).next(row.getLong(4), content);
      }
    }
  }

  /** All entries of a scope are in one chain. */
  private static int chainOf(EntryContent content) {
    return 1 + Math.floorMod((content.scopeType() + '/' + content.scopeId()).hashCode(), CHAINS);
  }

  /** Reads the newest entries below an id, the newest first. */
  public static void newest(
      Connection connection, long below, int limit, Consumer<AuditEntry> entries)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
      query.setLong(1, below);
      query.setInt(2, limit);
      read(query, entries);
    }
  }

  /** The heads of all chains, by their number; a missing one was deleted. */
  public static List<ChainHead> currentHeads(Connection connection) throws SQLException {
    return List.copyOf(heads(connection).values());
  }

  /**
   * Verifies all chains in one snapshot of the database, row by row.
   *
   * @param connection not in a transaction; left read-only
   * @param publications read before this call: the snapshot must not be older
   */
  public static Verification verify(
      Connection connection, Publications publications, Consumer<Finding> findings)
      throws SQLException {
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try (PreparedStatement query = connection.prepareStatement(ALL)) {
      query.setFetchSize(ROWS_AT_A_TIME);
      Verification verification = new Verification(heads(connection), publications, findings);
      read(query, verification::accept);
      verification.finish();
      return verification;
    } finally {
      connection.rollback();
    }
  }

  private static Map<Integer, ChainHead> heads(Connection connection) throws SQLException {
    Map<Integer, ChainHead> heads = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(HEADS);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        heads.put(row.getInt(1), head(row));
      }
    }
    return heads;
  }

  private static ChainHead head(ResultSet row) throws SQLException {
    return new ChainHead(row.getInt(1), row.getLong(2), row.getString(3));
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
            row.getObject(4, OffsetDateTime.class).toInstant(),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9),
            row.getString(10),
            row.getString(11));
    EntryPosition position = new EntryPosition(row.getLong(1), row.getInt(2), row.getLong(3));
    return new AuditEntry(position, content, row.getString(12), row.getString(13));
  }
}
