package io.quartermaster.messaging.reconcile;

/**
 * A kind of work, as a CDI bean. Runs outside any transaction, for one key at a time in the whole
 * cluster; may be run again for the same state at any time (after a crash always), so each step
 * must be idempotent.
 */
public interface ReconcileTask {

  /** Stable; a part of the primary key in the database. */
  String name();

  /**
   * Brings the world in line and says how it went. An exception counts as {@link
   * ReconcileOutcome.Retry} and is logged by class only.
   */
  ReconcileOutcome reconcile(ReconcileRequest request);
}
