package io.quartermaster.step;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * Accepts settings and requests reconciliation, in the transaction in which the service stores its
 * desired state.
 */
@ApplicationScoped
@Transactional(MANDATORY)
public class StepRequests {

  private final SetupStepRepository steps;
  private final ReconcileQueue queue;

  StepRequests(SetupStepRepository steps, ReconcileQueue queue) {
    this.steps = steps;
    this.queue = queue;
  }

  /**
   * Accepts the settings and requests reconciliation if they are newer than the accepted ones. The
   * step stays locked until the transaction ends.
   *
   * @return false when they are not newer: the caller must store nothing
   */
  public boolean accept(StepKey key, long settingsRevision) {
    SetupStepRow row = steps.lockOrCreate(key);
    if (!row.progress.isOlderThan(settingsRevision)) {
      return false;
    }
    row.set(row.progress.accepted(settingsRevision), null);
    request(key);
    return true;
  }

  /**
   * Requests reconciliation for a verification: the run publishes its outcome also when nothing
   * changed, so that the verification is answered.
   */
  public void verify(StepKey key) {
    steps
        .lock(key)
        .ifPresent(row -> row.set(row.progress.verificationRequested(), row.failureCode));
    request(key);
  }

  /** Requests reconciliation. An instance without settings is ignored by the run. */
  public void request(StepKey key) {
    queue.request(key.task(), key.queueKey());
  }
}
