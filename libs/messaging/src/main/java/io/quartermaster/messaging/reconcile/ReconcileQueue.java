package io.quartermaster.messaging.reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

/** Requests reconciliation. */
@ApplicationScoped
public class ReconcileQueue {

  private final ReconcileStore store;
  private final ReconcileScheduler scheduler;
  private final Event<Requested> requested;

  ReconcileQueue(ReconcileStore store, ReconcileScheduler scheduler, Event<Requested> requested) {
    this.store = store;
    this.scheduler = scheduler;
    this.requested = requested;
  }

  /**
   * Requests a run of the task for this key as soon as possible; takes effect at commit. Requests
   * before a run are one run; a request during a run causes one more run after it. Attempts restart
   * at 1.
   *
   * @throws jakarta.transaction.TransactionalException when no transaction is open
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void request(String task, String key) {
    if (!scheduler.knows(task)) {
      throw new IllegalArgumentException("Unknown reconcile task: " + task);
    }
    store.request(new ReconcileStore.TaskKey(task, key));
    requested.fire(new Requested());
  }

  /** Wakes the scheduler of this process when the transaction commits. */
  record Requested() {}
}
