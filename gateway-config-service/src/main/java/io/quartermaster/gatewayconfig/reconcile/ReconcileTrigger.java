package io.quartermaster.gatewayconfig.reconcile;

import io.quarkus.runtime.StartupEvent;
import io.quartermaster.gatewayconfig.effect.GitLabNodes;
import io.quartermaster.gatewayconfig.effect.NodeGateway;
import io.quartermaster.gatewayconfig.intake.DesiredConfigIntake;
import io.quartermaster.gatewayconfig.store.ConfigStore;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/** Looks at everything once when the service starts: it may have missed a change of a node. */
@ApplicationScoped
class ReconcileTrigger {

  private static final Logger LOG = Logger.getLogger(ReconcileTrigger.class);

  private final ConfigStore store;
  private final ReconcileQueue queue;
  private final GitLabNodes nodes;

  ReconcileTrigger(ConfigStore store, ReconcileQueue queue, GitLabNodes nodes) {
    this.store = store;
    this.queue = queue;
    this.nodes = nodes;
  }

  @Transactional
  void atStart(@Observes StartupEvent started) {
    LOG.infof("GitLab nodes: %s", nodes.all().stream().map(NodeGateway::name).toList());
    store.aggregates().forEach(aggregate -> queue.request(DesiredConfigIntake.TASK, aggregate));
  }
}
