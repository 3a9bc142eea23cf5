package io.quartermaster.step;

import io.quarkus.runtime.StartupEvent;
import io.quartermaster.contracts.InstanceAggregate;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/**
 * Requests a run of every step at start-up: drift since the last stop is found at once. Logs the
 * effective configuration of the steps.
 */
@ApplicationScoped
@Transactional
public class StartupReconcile {

  private static final Logger LOG = Logger.getLogger(StartupReconcile.class);

  private final SetupStepRepository steps;
  private final ReconcileQueue queue;
  private final StepConfig config;

  StartupReconcile(SetupStepRepository steps, ReconcileQueue queue, StepConfig config) {
    this.steps = steps;
    this.queue = queue;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    LOG.infof(
        "Effective configuration: resyncInterval=%s minRetryInterval=%s settleTimeout=%s",
        config.resyncInterval(), config.minRetryInterval(), config.settleTimeout());
    requestAll();
  }

  /** Requests a run of every step of every instance. */
  public void requestAll() {
    steps.keys().forEach(id -> queue.request(id.step(), InstanceAggregate.of(id.instanceUid())));
  }
}
