package io.quartermaster.settings.instance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The settings in PostgreSQL. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class PostgresInstanceSettingsRepository
    implements InstanceSettingsRepository, PanacheRepositoryBase<InstanceSettingsRow, String> {

  @Override
  public Optional<InstanceSettings> find(String instanceUid) {
    return findByIdOptional(instanceUid).map(InstanceSettingsRow::read);
  }

  @Override
  public void save(String instanceUid, InstanceSettings settings) {
    findByIdOptional(instanceUid)
        .ifPresentOrElse(
            row -> row.write(settings),
            () -> persist(new InstanceSettingsRow(instanceUid, settings)));
  }
}
