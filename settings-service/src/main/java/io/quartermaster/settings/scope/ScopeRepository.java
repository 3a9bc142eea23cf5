package io.quartermaster.settings.scope;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.messaging.StorageException;
import io.quartermaster.settings.identity.InstanceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The store of the explicit choices, in plain SQL: one statement to read, one to compare and set.
 * Requires an open transaction.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class ScopeRepository {

  /** One statement, for a consistent read that includes the settings of the instance. */
  private static final String FIND =
      """
      select kind, id, availability, revision, changed_by, changed_at
        from scope_choice where kind = ? and id = ?
      union all
      select kind, id, availability, null, null, null
        from scope_choice where kind = 'GROUP' and id = any (?) and availability is not null
      union all
      select 'INSTANCE', 0, availability, null, null, null
        from instance_settings where instance_uid = ?
      """;

  /** Rows are never deleted, so a missing row means that the scope has no choice yet. */
  private static final String REPLACE =
      """
      insert into scope_choice as stored
        (kind, id, full_path, availability, revision, changed_by, changed_at)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (kind, id) do update
         set full_path = excluded.full_path, availability = excluded.availability,
             revision = excluded.revision, changed_by = excluded.changed_by,
             changed_at = excluded.changed_at
       where stored.revision = ?
      """;

  private final AgroalDataSource database;
  private final InstanceIdentity identity;

  ScopeRepository(AgroalDataSource database, InstanceIdentity identity) {
    this.database = database;
    this.identity = identity;
  }

  ScopeState find(ScopeAncestry ancestry) {
    ScopeRef scope = ancestry.scope();
    try (Connection connection = database.getConnection();
        PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, scope.kind().name());
      find.setLong(2, scope.id());
      find.setArray(3, connection.createArrayOf("bigint", ancestry.ancestorIds().toArray()));
      find.setString(4, identity.instanceUid());
      try (ResultSet rows = find.executeQuery()) {
        return read(ancestry, rows);
      }
    } catch (SQLException e) {
      throw new StorageException("read the choice of a scope", e);
    }
  }

  private static ScopeState read(ScopeAncestry ancestry, ResultSet rows) throws SQLException {
    ScopeChoice own = ScopeChoice.NONE;
    Map<Long, Availability> above = new HashMap<>();
    // The default of the settings before the first save.
    Availability instance = Availability.DEFAULT_OFF;
    while (rows.next()) {
      @Nullable Availability choice = availability(rows);
      if (rows.getObject("revision") != null) {
        own =
            new ScopeChoice(
                choice,
                rows.getLong("revision"),
                rows.getString("changed_by"),
                rows.getObject("changed_at", OffsetDateTime.class).toInstant());
      } else if (rows.getString("kind").equals(ScopeKind.INSTANCE.name())) {
        instance = Objects.requireNonNull(choice, "availability of the instance");
      } else if (choice != null) {
        above.put(rows.getLong("id"), choice);
      }
    }
    return new ScopeState(ancestry, own, above, instance);
  }

  private static @Nullable Availability availability(ResultSet rows) throws SQLException {
    String name = rows.getString("availability");
    return name == null ? null : Availability.valueOf(name);
  }

  /**
   * Replaces the choice if it is still the previous one. Waits for a concurrent writer of the same
   * scope.
   *
   * @return false when the choice was changed concurrently; nothing is stored then
   */
  boolean replace(ScopeRef scope, ScopeChoice previous, ScopeChoice next) {
    try (Connection connection = database.getConnection();
        PreparedStatement write = connection.prepareStatement(REPLACE)) {
      write.setString(1, scope.kind().name());
      write.setLong(2, scope.id());
      write.setString(3, scope.fullPath());
      write.setString(4, next.availability() == null ? null : next.availability().name());
      write.setLong(5, next.revision());
      write.setString(6, next.changedBy());
      write.setObject(
          7, Objects.requireNonNull(next.changedAt(), "changedAt").atOffset(ZoneOffset.UTC));
      write.setLong(8, previous.revision());
      return write.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new StorageException("store the choice of a scope", e);
    }
  }
}
