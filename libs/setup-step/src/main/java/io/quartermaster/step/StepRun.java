package io.quartermaster.step;

import io.quartermaster.messaging.reconcile.ReconcileRequest;

/**
 * One run of the reconciler for a step.
 *
 * @param progress when the run began
 */
public record StepRun(StepKey key, StepProgress progress, ReconcileRequest request) {

  public String instanceUid() {
    return key.instanceUid();
  }

  public long settingsRevision() {
    return progress.settingsRevision();
  }

  /** Which attempt for these settings the run is, counted from 1. */
  public int attempt() {
    return progress.attempts() + 1;
  }
}
