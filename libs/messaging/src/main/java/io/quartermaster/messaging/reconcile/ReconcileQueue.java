package io.quartermaster.messaging.reconcile;

/** Asks for reconciliation. Demands an open transaction and takes effect when that commits. */
public interface ReconcileQueue {

  /**
   * Asks that the task runs for this key as soon as may be. A run that is under way does not count:
   * the task runs once more after it. Many requests before a run are one run. Attempts start again
   * at 1.
   */
  void request(String task, String key);

  /** The same, before all requests of the normal priority when {@code urgent}. */
  void request(String task, String key, Priority priority);

  /** Order among work that is due. */
  enum Priority {
    NORMAL,
    URGENT
  }
}
