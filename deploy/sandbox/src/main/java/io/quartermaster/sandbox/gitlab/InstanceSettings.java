package io.quartermaster.sandbox.gitlab;

/**
 * Instance settings, and what the licence gives.
 *
 * @param licensed Ultimate with its AI features and service accounts
 */
record InstanceSettings(
    boolean duoFeaturesEnabled, boolean lockDuoFeaturesEnabled, boolean licensed) {

  static final InstanceSettings DEFAULT = new InstanceSettings(true, false, true);

  InstanceSettings withDuo(boolean enabled, boolean lock) {
    return new InstanceSettings(enabled, lock, licensed);
  }

  InstanceSettings withLicense(boolean next) {
    return new InstanceSettings(duoFeaturesEnabled, lockDuoFeaturesEnabled, next);
  }
}
