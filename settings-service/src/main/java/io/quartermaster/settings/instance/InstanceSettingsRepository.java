package io.quartermaster.settings.instance;

import java.util.Optional;

/** Keeps the settings of the instance. Demands an open transaction. */
interface InstanceSettingsRepository {

  Optional<InstanceSettings> find(String instanceUid);

  /** Stores the settings in place of the ones before. Whoever calls holds the set-up's lock. */
  void save(String instanceUid, InstanceSettings settings);
}
