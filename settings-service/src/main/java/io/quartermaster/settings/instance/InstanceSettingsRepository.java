package io.quartermaster.settings.instance;

import java.util.Optional;

/** Keeps the settings of the instance. Demands an open transaction. */
interface InstanceSettingsRepository {

  Optional<InstanceSettings> find(String instanceUid);

  /**
   * The newest revision under any uid, 0 when nothing was ever saved. A GitLab that was restored
   * under another uid goes on from it: consumers know its availability by a key without a uid.
   */
  long lastRevision();

  /** Stores the settings in place of the ones before. Whoever calls holds the set-up's lock. */
  void save(String instanceUid, InstanceSettings settings);
}
