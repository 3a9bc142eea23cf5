package io.quartermaster.settings.instance;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.Availability;
import org.jspecify.annotations.Nullable;

/** The decision on a save. */
sealed interface SettingsDecision {

  /** New settings, to be stored and published together. */
  record Saved(InstanceSettings next, @Nullable Availability previousAvailability)
      implements SettingsDecision {}

  /** No change: the values are the current ones and no step of the set-up has failed. */
  record Unchanged(InstanceSettings current) implements SettingsDecision {}

  /** Rejected: the settings are at this revision, which the caller did not name. */
  record Stale(long revision) implements SettingsDecision {}

  /** Rejected: no role is given and none is saved. */
  record RoleArnMissing() implements SettingsDecision {}

  /** Rejected: a role of another AWS account is registered with Amazon Q. */
  record AccountFixed(RoleArn connected) implements SettingsDecision {}
}
