package io.quartermaster.settings.instance;

import io.quartermaster.settings.setup.Setup;

/** What became of the wish to disconnect. */
sealed interface DisconnectDecision {

  /**
   * It begins, or is tried again: the settings under a new revision, to be stored and told.
   *
   * @param deleteIamResources whether what we made in AWS goes too
   */
  record Begun(InstanceSettings before, InstanceSettings next, boolean deleteIamResources)
      implements DisconnectDecision {}

  /** Nothing to do: that disconnect is under way or done. */
  record Unchanged(Setup setup) implements DisconnectDecision {}

  /** Rejected: the settings are at another revision than the caller believes. */
  record Stale(long revision) implements DisconnectDecision {}

  /** Rejected: nothing was ever saved. */
  record NotConnected() implements DisconnectDecision {}
}
