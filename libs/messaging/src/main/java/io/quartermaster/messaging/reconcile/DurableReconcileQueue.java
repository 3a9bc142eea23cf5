package io.quartermaster.messaging.reconcile;

import io.quartermaster.messaging.AfterCommit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * Takes requests into the tables and wakes the scheduler of this process when they are committed.
 */
@ApplicationScoped
class DurableReconcileQueue implements ReconcileQueue {

  private final ReconcileStore store;
  private final ReconcileScheduler scheduler;
  private final AfterCommit afterCommit;

  DurableReconcileQueue(
      ReconcileStore store, ReconcileScheduler scheduler, AfterCommit afterCommit) {
    this.store = store;
    this.scheduler = scheduler;
    this.afterCommit = afterCommit;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void request(String task, String key) {
    enqueue(task, key, Priority.NORMAL);
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void request(String task, String key, Priority priority) {
    enqueue(task, key, priority);
  }

  private void enqueue(String task, String key, Priority priority) {
    if (!scheduler.knows(task)) {
      throw new IllegalArgumentException("No reconcile task of this name: " + task);
    }
    store.request(new TaskKey(task, key), priority);
    afterCommit.once(ReconcileQueue.class, scheduler::wake);
  }
}
