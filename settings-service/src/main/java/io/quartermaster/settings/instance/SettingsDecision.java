package io.quartermaster.settings.instance;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.Availability;
import org.jspecify.annotations.Nullable;

/** What became of the wish to save the settings. */
sealed interface SettingsDecision {

  /** New settings, to be stored and published together. */
  record Saved(InstanceSettings next, @Nullable Availability previousAvailability)
      implements SettingsDecision {}

  /** Nothing to do: the settings say so already and no step of the set-up has failed. */
  record Unchanged(InstanceSettings current) implements SettingsDecision {}

  /** Rejected: the settings are at another revision than the caller believes. */
  record Stale(long revision) implements SettingsDecision {}

  /** Rejected: there is no saved role that could be kept. */
  record RoleArnMissing() implements SettingsDecision {}

  /** Rejected: a role of another AWS account is registered with Amazon Q. */
  record AccountFixed(RoleArn connected) implements SettingsDecision {}
}
