package io.quartermaster.gatewayconfig.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps one row for each instance. Demands an open transaction; only its callers open one. */
@ApplicationScoped
@Transactional(MANDATORY)
public class ConfigStore {
  /**
   * Newer wins, in one statement: two replicas with two events cannot both think they are newer.
   */
  private static final String SAVE_IF_NEWER =
      """
      insert into gateway_config as stored
        (aggregate, instance_uid, environment, gateway_url, settings_revision, status)
      values (:aggregate, :uid, :environment, :url, :revision, 'PENDING')
      on conflict (aggregate) do update set
        instance_uid = excluded.instance_uid,
        environment = excluded.environment,
        gateway_url = excluded.gateway_url,
        settings_revision = excluded.settings_revision,
        status = 'PENDING',
        attempts = 0,
        failure_code = null
      where stored.settings_revision < excluded.settings_revision
      """;

  private final GatewayConfigRows rows;
  private final EntityManager entityManager;

  ConfigStore(GatewayConfigRows rows, EntityManager entityManager) {
    this.rows = rows;
    this.entityManager = entityManager;
  }

  /** Stores what is wanted, unless something as new or newer is stored; says whether it did. */
  public boolean saveIfNewer(String aggregate, DesiredConfig desired) {
    return entityManager
            .createNativeQuery(SAVE_IF_NEWER)
            .setParameter("aggregate", aggregate)
            .setParameter("uid", desired.instanceUid())
            .setParameter("environment", desired.environment().name())
            .setParameter("url", desired.gatewayUrl().toString())
            .setParameter("revision", desired.settingsRevision())
            .executeUpdate()
        == 1;
  }

  /** Reads the row of an instance and keeps others from changing it until the transaction ends. */
  public Optional<StoredConfig> lock(String aggregate) {
    return rows.lock(aggregate).map(GatewayConfigRow::toStoredConfig);
  }

  /** Every instance that something is wanted for. */
  public List<String> aggregates() {
    return rows.streamAll().map(row -> row.aggregate).toList();
  }

  /** Stores how far it is, and why it is not as wanted. */
  public void saveProgress(String aggregate, Progress progress, @Nullable String failureCode) {
    GatewayConfigRow row = rows.findById(aggregate);
    row.status = progress.status();
    row.startedRevision = progress.startedRevision();
    row.outcomeRevision = progress.outcomeRevision();
    row.attempts = progress.attempts();
    row.failureCode = failureCode;
  }
}
