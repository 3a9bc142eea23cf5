package io.quartermaster.messaging.reconcile;

/**
 * A kind of work, as a CDI bean. Runs outside any transaction, once at a time per key in the
 * cluster. Can run again for the same state at any time, for example after a crash, so each step
 * must be idempotent.
 */
public interface ReconcileTask {

  /** Stable; part of the primary key in the database. */
  String name();

  /**
   * Reconciles the observed with the desired state. An exception counts as {@link
   * ReconcileOutcome.Retry}; only its class is logged.
   */
  ReconcileOutcome reconcile(ReconcileRequest request);
}
