package io.quartermaster.step;

import io.quarkus.runtime.StartupEvent;
import io.quartermaster.contracts.InstanceAggregate;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/** Requests a run of every step at start-up: drift since the last stop is found at once. */
@ApplicationScoped
class StartupReconcile {

  private final SetupStepRepository steps;
  private final ReconcileQueue queue;

  StartupReconcile(SetupStepRepository steps, ReconcileQueue queue) {
    this.steps = steps;
    this.queue = queue;
  }

  @Transactional
  void start(@Observes StartupEvent event) {
    steps.keys().forEach(id -> queue.request(id.step(), InstanceAggregate.of(id.instanceUid())));
  }
}
