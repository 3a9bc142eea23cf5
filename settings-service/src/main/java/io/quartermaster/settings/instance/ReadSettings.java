package io.quartermaster.settings.instance;

import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;

/** Reads the settings as the API shows them, and what other features must know of them. */
@ApplicationScoped
public class ReadSettings {

  private final InstanceSettingsRepository repository;
  private final SetupRepository setups;
  private final InstanceIdentity identity;

  ReadSettings(
      InstanceSettingsRepository repository, SetupRepository setups, InstanceIdentity identity) {
    this.repository = repository;
    this.setups = setups;
    this.identity = identity;
  }

  /**
   * The AI gateway of the environment that is saved, before the first save of the configured one.
   */
  @Transactional
  public URI gatewayUrl() {
    return identity.gatewayUrl(
        repository
            .find(identity.instanceUid())
            .map(InstanceSettings::gatewayEnvironment)
            .orElse(identity.configuredEnvironment()));
  }

  @Transactional
  SettingsDocument read() {
    String uid = identity.instanceUid();
    return repository
        .find(uid)
        .map(settings -> document(settings, setups.find(uid)))
        .orElseGet(() -> SettingsDocument.neverSaved(identity));
  }

  private SettingsDocument document(InstanceSettings settings, Setup setup) {
    return setup.kind().disconnects()
        ? SettingsDocument.disconnected(settings, identity)
        : document(settings, setup.ready());
  }

  SettingsDocument document(InstanceSettings settings, boolean ready) {
    return SettingsDocument.of(settings, identity, ready);
  }
}
