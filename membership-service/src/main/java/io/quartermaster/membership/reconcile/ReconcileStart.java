package io.quartermaster.membership.reconcile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Looks at everything once at start-up: the same work as for an event, nothing to do if in line.
 */
@ApplicationScoped
class ReconcileStart {

  private static final Logger LOG = Logger.getLogger(ReconcileStart.class);

  private final ReconcileQueue queue;
  private final MembershipConfig config;

  ReconcileStart(ReconcileQueue queue, MembershipConfig config) {
    this.queue = queue;
    this.config = config;
  }

  void atStart(@Observes StartupEvent start) {
    LOG.infof(
        "Effective configuration: username=%s concurrency=%d pageSize=%d planSize=%d batchSize=%d"
            + " slice=%s resyncInterval=%s",
        config.account().username(),
        config.concurrency(),
        config.pageSize(),
        config.planSize(),
        config.batchSize(),
        config.slice(),
        config.resyncInterval());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (Step step : Step.values()) {
                queue.request(step.task(), Step.WORK_KEY);
              }
            });
  }
}
