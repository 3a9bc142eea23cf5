package io.quartermaster.settings.instance;

import io.quartermaster.settings.setup.Setup;

/** The decision on a disconnect. */
sealed interface DisconnectDecision {

  /**
   * Started or retried: the settings under a new revision, to be stored and published.
   *
   * @param deleteIamResources whether the tagged IAM resources are deleted
   */
  record Started(InstanceSettings previous, InstanceSettings next, boolean deleteIamResources)
      implements DisconnectDecision {}

  /** No change: the disconnect is in progress or done. */
  record Unchanged(Setup setup) implements DisconnectDecision {}

  /** Rejected: the settings are at this revision, which the caller did not name. */
  record Stale(long revision) implements DisconnectDecision {}

  /** Rejected: no settings have been saved. */
  record NotConnected() implements DisconnectDecision {}
}
