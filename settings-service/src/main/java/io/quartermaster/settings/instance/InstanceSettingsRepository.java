package io.quartermaster.settings.instance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.settings.identity.InstanceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.Optional;

/** The store of the instance settings. Requires an open transaction, except for one reader. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class InstanceSettingsRepository
    implements PanacheRepositoryBase<InstanceSettingsRow, String> {

  private final InstanceIdentity identity;

  InstanceSettingsRepository(InstanceIdentity identity) {
    this.identity = identity;
  }

  /** The AI gateway of the saved environment; before the first save, of the configured one. */
  @Transactional
  public URI gatewayUrl() {
    return identity.gatewayUrl(
        find(identity.instanceUid())
            .map(InstanceSettings::gatewayEnvironment)
            .orElse(identity.configuredEnvironment()));
  }

  Optional<InstanceSettings> find(String instanceUid) {
    return findByIdOptional(instanceUid).map(row -> row.read(identity.configuredEnvironment()));
  }

  /**
   * The newest revision under any instance uid, 0 before the first save. A GitLab that is restored
   * under another uid continues from it: consumers key its availability without a uid.
   */
  long lastRevision() {
    return getEntityManager()
        .createQuery("select coalesce(max(revision), 0) from InstanceSettingsRow", Long.class)
        .getSingleResult();
  }

  /** Replaces the settings. The caller holds the lock of the set-up. */
  void save(String instanceUid, InstanceSettings settings) {
    getEntityManager().merge(new InstanceSettingsRow(instanceUid, settings));
  }
}
