package io.quartermaster.gatewayconfig.reconcile;

import io.quarkus.runtime.StartupEvent;
import io.quartermaster.gatewayconfig.effect.GitLabNodes;
import io.quartermaster.gatewayconfig.store.GatewayConfigRepository;
import io.quartermaster.gatewayconfig.store.NodeRepository;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/**
 * Stores the nodes of the configuration at start-up, and has every node checked. The replica that
 * starts last wins.
 */
@ApplicationScoped
class Inventory {

  /** Before the scheduler, which runs the workers. */
  private static final int EARLY = 1000;

  private final GitLabNodes configured;
  private final NodeRepository nodes;
  private final GatewayConfigRepository configs;

  Inventory(GitLabNodes configured, NodeRepository nodes, GatewayConfigRepository configs) {
    this.configured = configured;
    this.nodes = nodes;
    this.configs = configs;
  }

  @Transactional
  void store(@Observes @Priority(EARLY) StartupEvent event) {
    nodes.configure(configured.configured());
    configs.requireNextPass();
  }
}
