package io.quartermaster.settings.instance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.settings.identity.InstanceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The settings in PostgreSQL. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class PostgresInstanceSettingsRepository
    implements InstanceSettingsRepository, PanacheRepositoryBase<InstanceSettingsRow, String> {

  private final InstanceIdentity identity;

  PostgresInstanceSettingsRepository(InstanceIdentity identity) {
    this.identity = identity;
  }

  @Override
  public Optional<InstanceSettings> find(String instanceUid) {
    return findByIdOptional(instanceUid).map(row -> row.read(identity.configuredEnvironment()));
  }

  @Override
  public long lastRevision() {
    return getEntityManager()
        .createQuery("select coalesce(max(revision), 0) from InstanceSettingsRow", Long.class)
        .getSingleResult();
  }

  @Override
  public void save(String instanceUid, InstanceSettings settings) {
    findByIdOptional(instanceUid)
        .ifPresentOrElse(
            row -> row.write(settings),
            () -> persist(new InstanceSettingsRow(instanceUid, settings)));
  }
}
