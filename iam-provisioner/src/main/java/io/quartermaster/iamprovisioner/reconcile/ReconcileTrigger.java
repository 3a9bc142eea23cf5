package io.quartermaster.iamprovisioner.reconcile;

import io.quarkus.runtime.StartupEvent;
import io.quartermaster.iamprovisioner.store.AccessStore;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/** At start-up, looks at everything once: what changed in AWS meanwhile is seen at once. */
@ApplicationScoped
class ReconcileTrigger {
  private final AccessStore store;
  private final ReconcileQueue queue;

  ReconcileTrigger(AccessStore store, ReconcileQueue queue) {
    this.store = store;
    this.queue = queue;
  }

  @Transactional
  void onStart(@Observes StartupEvent start) {
    store.aggregates().forEach(aggregate -> queue.request(AccessReconciler.TASK, aggregate));
  }
}
