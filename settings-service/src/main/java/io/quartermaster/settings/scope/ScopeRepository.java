package io.quartermaster.settings.scope;

import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.identity.InstanceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Session;
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
        from scope_choice where kind = :kind and id = :id
      union all
      select kind, id, availability, null, null, null
        from scope_choice where kind = 'GROUP' and id = any (:ancestors) and availability is not null
      union all
      select case when setup.kind like 'DISCONNECT%' then 'DISCONNECTED' else 'INSTANCE' end,
          0, availability, null, null, null
        from instance_settings left join setup using (instance_uid) where instance_uid = :uid
      """;

  /** Rows are never deleted, so a missing row means that the scope has no choice yet. */
  private static final String REPLACE =
      """
      insert into scope_choice as stored
        (kind, id, full_path, availability, revision, changed_by, changed_at)
      values (:kind, :id, :path, :availability, :revision, :by, :at)
      on conflict (kind, id) do update
         set full_path = excluded.full_path, availability = excluded.availability,
             revision = excluded.revision, changed_by = excluded.changed_by,
             changed_at = excluded.changed_at
       where stored.revision = :previous
      """;

  private final Session database;
  private final InstanceIdentity identity;

  ScopeRepository(Session database, InstanceIdentity identity) {
    this.database = database;
    this.identity = identity;
  }

  ScopeState find(ScopeAncestry ancestry) {
    ScopeChoice own = ScopeChoice.NONE;
    Map<Long, Availability> above = new HashMap<>();
    // The default of the settings before the first save.
    Availability instance = Availability.DEFAULT_OFF;
    boolean connected = true;
    for (Tuple row : rows(ancestry)) {
      String name = row.get("availability", String.class);
      @Nullable Availability choice = name == null ? null : Availability.valueOf(name);
      if (row.get("revision") != null) {
        own =
            new ScopeChoice(
                choice,
                row.get("revision", Long.class),
                row.get("changed_by", String.class),
                row.get("changed_at", Instant.class));
      } else if (!row.get("kind").equals(ScopeKind.GROUP.name())) {
        instance = Objects.requireNonNull(choice, "availability of the instance");
        connected = row.get("kind").equals(ScopeKind.INSTANCE.name());
      } else if (choice != null) {
        above.put(row.get("id", Long.class), choice);
      }
    }
    return new ScopeState(ancestry, own, above, instance, connected);
  }

  private List<Tuple> rows(ScopeAncestry ancestry) {
    return database
        .createNativeQuery(FIND, Tuple.class)
        .addScalar("kind", String.class)
        .addScalar("id", Long.class)
        .addScalar("availability", String.class)
        .addScalar("revision", Long.class)
        .addScalar("changed_by", String.class)
        .addScalar("changed_at", Instant.class)
        .setParameter("kind", ancestry.scope().kind().name())
        .setParameter("id", ancestry.scope().id())
        .setParameter("ancestors", ancestry.ancestorIds().toArray(Long[]::new))
        .setParameter("uid", identity.instanceUid())
        .getResultList();
  }

  /**
   * Replaces the choice if it is still the previous one. Waits for a concurrent writer of the same
   * scope.
   *
   * @return false when the choice was changed concurrently; nothing is stored then
   */
  boolean replace(ScopeRef scope, ScopeChoice previous, ScopeChoice next) {
    Availability choice = next.availability();
    return database
            .createNativeMutationQuery(REPLACE)
            .setParameter("kind", scope.kind().name())
            .setParameter("id", scope.id())
            .setParameter("path", scope.fullPath())
            .setParameter("availability", choice == null ? null : choice.name(), String.class)
            .setParameter("revision", next.revision())
            .setParameter("by", next.changedBy())
            .setParameter("at", next.changedAt())
            .setParameter("previous", previous.revision())
            .executeUpdate()
        == 1;
  }
}
