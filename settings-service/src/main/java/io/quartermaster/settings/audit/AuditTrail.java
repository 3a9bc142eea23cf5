package io.quartermaster.settings.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.agroal.api.AgroalDataSource;
import io.quartermaster.audit.AuditEntry;
import io.quartermaster.audit.ChainTable;
import io.quartermaster.audit.EntryContent;
import io.quartermaster.messaging.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The audit trail in PostgreSQL. */
@ApplicationScoped
public class AuditTrail {

  /** Not the mapper of the API: its configuration must not change the hashed text. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final AgroalDataSource database;

  AuditTrail(AgroalDataSource database) {
    this.database = database;
  }

  /**
   * Appends one entry in the transaction of the change; both are committed or neither. Call it once
   * per change, never for a rejected or empty one.
   *
   * <p>Call it last, when the transaction holds all other locks and has written everything else:
   * until the commit, every other change in the same chain waits (always in the same scope, and in
   * one of sixteen other scopes), which keeps the chain without gaps. A transaction that takes
   * another lock after this one, including that of another chain, can cause a deadlock.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(AuditedChange change) {
    EntryContent content =
        new EntryContent(
            change.at(),
            change.by(),
            change.action().wireName(),
            change.scope().name().toLowerCase(Locale.ROOT),
            change.scopeId(),
            change.scopePath(),
            json(change.before()),
            json(change.after()));
    try (Connection connection = database.getConnection()) {
      ChainTable.append(connection, content);
    } catch (SQLException e) {
      throw new StorageException("append to the audit trail", e);
    }
  }

  /** The newest entries below an id, the newest first. */
  @Transactional
  List<AuditEntry> newest(long below, int limit) {
    List<AuditEntry> entries = new ArrayList<>(limit);
    try (Connection connection = database.getConnection()) {
      ChainTable.newest(connection, below, limit, entries::add);
    } catch (SQLException e) {
      throw new StorageException("read the audit trail", e);
    }
    return entries;
  }

  private static @Nullable String json(@Nullable Map<String, ?> fields) {
    try {
      return fields == null ? null : JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Only strings, numbers and booleans are allowed", e);
    }
  }
}
