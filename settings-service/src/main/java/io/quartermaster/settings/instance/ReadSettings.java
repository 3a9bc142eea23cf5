package io.quartermaster.settings.instance;

import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.setup.SetupRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;

/** Reads the settings for the API and for other features. */
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

  /** The AI gateway of the saved environment; before the first save, of the configured one. */
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
        .map(saved -> SettingsDocument.of(saved, setups.find(uid), identity))
        .orElseGet(() -> SettingsDocument.neverSaved(identity));
  }

  SettingsDocument saved(InstanceSettings settings, boolean ready) {
    return SettingsDocument.saved(settings, ready, identity);
  }
}
