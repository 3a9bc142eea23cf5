package io.quartermaster.settings.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trail in PostgreSQL, through the connection of the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class ChainedAuditTrail implements AuditTrail {

  /** Apart from the one of the API: its settings must not change what is hashed. */
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AgroalDataSource database;

  ChainedAuditTrail(AgroalDataSource database) {
    this.database = database;
  }

  @Override
  public void record(AuditedChange change) {
    EntryContent content =
        new EntryContent(
            change.at(),
            change.by(),
            change.action().word(),
            change.scope().type().word(),
            change.scope().id(),
            change.scope().path(),
            json(change.before()),
            json(change.after()));
    try (Connection connection = database.getConnection()) {
      ChainTable.append(connection, content);
    } catch (SQLException e) {
      throw new StorageException("append to the audit trail", e);
    }
  }

  /** The newest entries below an id, the newest first. */
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
      throw new IllegalArgumentException("Not texts, numbers and booleans only", e);
    }
  }
}
