package io.quartermaster.gatewayconfig.reconcile;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;
import static io.quartermaster.contracts.SetupStep.GATEWAY_CONFIGURATION;

import io.quartermaster.gatewayconfig.GatewayConfigServiceConfig;
import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.gatewayconfig.decision.Rollout;
import io.quartermaster.gatewayconfig.decision.node.Target;
import io.quartermaster.gatewayconfig.outcome.GatewayConfigOutcomes;
import io.quartermaster.gatewayconfig.store.GatewayConfigRepository;
import io.quartermaster.gatewayconfig.store.NodeRepository;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRecorder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The short transactions of a worker. */
@ApplicationScoped
class NodeWork {

  private static final Logger LOG = Logger.getLogger(NodeWork.class);

  private final GatewayConfigServiceConfig config;
  private final StepRecorder steps;
  private final GatewayConfigRepository configs;
  private final NodeRepository nodes;

  NodeWork(
      GatewayConfigServiceConfig config,
      StepRecorder steps,
      GatewayConfigRepository configs,
      NodeRepository nodes) {
    this.config = config;
    this.steps = steps;
    this.configs = configs;
    this.nodes = nodes;
  }

  /**
   * What a run works on.
   *
   * @param last whether no other node follows in the rollout
   */
  record Due(
      GatewayConfigRepository.Stored active,
      Target target,
      NodeRepository.Stored node,
      boolean last) {

    Due with(NodeState state, long version) {
      NodeRepository.Stored stored =
          new NodeRepository.Stored(node.name(), node.connection(), state, version);
      return new Due(active, target, stored, last);
    }
  }

  /**
   * Reads the newest goal and the state of the node; empty when the node must not be touched: there
   * is no goal, the node is done, or it is the turn of another.
   */
  Optional<Due> begin(String name) {
    return requiringNew().call(() -> due(name));
  }

  private Optional<Due> due(String name) {
    Optional<GatewayConfigRepository.Stored> active = configs.active();
    List<NodeRepository.Stored> inventory = nodes.inventory();
    Optional<NodeRepository.Stored> node =
        inventory.stream().filter(each -> each.name().equals(name)).findFirst();
    if (active.isEmpty() || node.isEmpty()) {
      return Optional.empty();
    }
    boolean last = inventory.getLast().name().equals(name);
    if (active.get().desired() instanceof DesiredConfig.Released) {
      return Target.ofUnfinished(node.get().state())
          .map(target -> new Due(active.get(), target, node.get(), last));
    }
    Optional<Target> target = Target.of(active.get().desired(), config.allowedHosts());
    if (target.isEmpty()) {
      return Optional.empty();
    }
    List<Rollout.Node> states = inventory.stream().map(NodeRepository.Stored::forRollout).toList();
    Rollout rollout = Rollout.decide(states, active.get().pass(), config.rollout());
    if (!node.get().state().hasJob() && !rollout.includes(name)) {
      steps.request(step(active.get()));
      return Optional.empty();
    }
    return Optional.of(new Due(active.get(), target.get(), node.get(), last));
  }

  /**
   * Stores the state, and publishes it when it is another one for people. Nothing is stored when
   * the state was changed meanwhile, for example by a save: the node is observed again.
   *
   * @param ends whether the node is done in this pass
   */
  Optional<Due> record(Due due, NodeState state, boolean ends, ReconcileRequest request) {
    return state.equals(due.node().state()) && !ends
        ? Optional.of(due)
        : requiringNew().call(() -> store(due, state, ends, request));
  }

  private Optional<Due> store(Due due, NodeState state, boolean ends, ReconcileRequest request) {
    StepKey step = step(due.active());
    // The order of the intake, which locks the step before it changes nodes.
    steps.progress(step);
    Optional<Long> version = nodes.save(due.node(), state);
    if (version.isEmpty()) {
      LOG.infof("State was changed meanwhile; observing again: node=%s", due.node().name());
      return Optional.empty();
    }
    if (state.shown() != due.node().state().shown()) {
      LOG.infof("Node: name=%s state=%s pass=%d", due.node().name(), state.shown(), state.pass());
      publishProgress(due, step, request);
    }
    if (ends) {
      configs.reopenPass(due.active().instanceUid());
      steps.request(step);
    }
    return Optional.of(due.with(state, version.get()));
  }

  /** Publishes again what is stored, because a job takes long. */
  void report(Due due, ReconcileRequest request) {
    requiringNew()
        .run(
            () -> {
              steps.progress(step(due.active()));
              publishProgress(due, step(due.active()), request);
            });
  }

  private void publishProgress(Due due, StepKey step, ReconcileRequest request) {
    boolean isActive =
        configs
            .active()
            .filter(active -> active.instanceUid().equals(due.active().instanceUid()))
            .filter(active -> !(active.desired() instanceof DesiredConfig.Released))
            .isPresent();
    if (isActive) {
      List<Rollout.Node> states =
          nodes.inventory().stream().map(NodeRepository.Stored::forRollout).toList();
      steps
          .begin(step, request)
          .ifPresent(
              run ->
                  steps.progressed(
                      run, origin -> GatewayConfigOutcomes.progressed(origin, states)));
    }
  }

  private static StepKey step(GatewayConfigRepository.Stored active) {
    return new StepKey(GATEWAY_CONFIGURATION, active.instanceUid());
  }
}
