package io.quartermaster.messaging.reconcile;

/**
 * A kind of work, as a CDI bean. Runs outside any transaction, once at a time per key in the
 * cluster. Can run again for the same state at any time, for example after a crash, so each step
 * must be idempotent.
 */
public interface ReconcileTask {

  /** Between the name of a task and the host whose replica runs it. */
  char HOST_SEPARATOR = '@';

  /**
   * Stable; part of the primary key in the database. The task {@code name@host} runs only on the
   * replica that knows it under this name; every replica that knows the task {@code name} can
   * request it.
   */
  String name();

  /**
   * Reconciles the observed with the desired state. An exception counts as {@link
   * ReconcileOutcome.Retry}; only its class is logged.
   */
  ReconcileOutcome reconcile(ReconcileRequest request);
}
