package io.quartermaster.gatewayconfig.reconcile;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;
import static io.quartermaster.contracts.SetupStep.GATEWAY_CONFIGURATION;

import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.gatewayconfig.decision.EnvBlock;
import io.quartermaster.gatewayconfig.decision.NodePlan;
import io.quartermaster.gatewayconfig.decision.NodePlanner;
import io.quartermaster.gatewayconfig.decision.NodeResult;
import io.quartermaster.gatewayconfig.decision.NodeStep;
import io.quartermaster.gatewayconfig.effect.GitLabNodes;
import io.quartermaster.gatewayconfig.effect.NodeGateway;
import io.quartermaster.gatewayconfig.effect.NodeGateway.Reading;
import io.quartermaster.gatewayconfig.outcome.GatewayConfigOutcomes;
import io.quartermaster.gatewayconfig.store.GatewayConfigRepository;
import io.quartermaster.gatewayconfig.store.NodeRepository;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRecorder;
import io.quartermaster.step.StepRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings all nodes into the desired state, one after another. A failing node does not keep the
 * others from getting the configuration.
 *
 * <p>Failure semantics: that a reconfigure must follow is stored before the file is written, so a
 * crash between the two ends in one reconfigure too many, never in one too few.
 */
@ApplicationScoped
class Reconciler implements ReconcileTask {

  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  private final GitLabNodes nodes;
  private final StepRecorder steps;
  private final GatewayConfigRepository configs;
  private final NodeRepository nodeStates;

  Reconciler(
      GitLabNodes nodes,
      StepRecorder steps,
      GatewayConfigRepository configs,
      NodeRepository nodeStates) {
    this.nodes = nodes;
    this.steps = steps;
    this.configs = configs;
    this.nodeStates = nodeStates;
  }

  @Override
  public String name() {
    return GATEWAY_CONFIGURATION.wireName();
  }

  @Override
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    return requiringNew()
        .call(() -> begin(request))
        .map(
            work -> {
              List<NodeResult> results =
                  nodes.all().stream().map(node -> converge(node, work.desired())).toList();
              return requiringNew().call(() -> record(work.run(), results));
            })
        .orElseGet(ReconcileOutcome.Done::new);
  }

  private Optional<Work> begin(ReconcileRequest request) {
    return steps
        .begin(StepKey.of(GATEWAY_CONFIGURATION, request.key()), request)
        .flatMap(
            run ->
                configs
                    .desired(run.instanceUid())
                    .map(desired -> new Work(run, EnvBlock.of(desired))));
  }

  private NodeResult converge(NodeGateway node, EnvBlock desired) {
    boolean pending = requiringNew().call(() -> nodeStates.reconfigurePending(node.name()));
    return switch (node.read()) {
      case Reading.Failed(var failure) -> NodeResult.failed(node.name(), pending, failure);
      case Reading.Content(String text) ->
          switch (NodePlanner.plan(node.name(), desired, text, pending)) {
            case NodePlan.Nothing() -> NodeResult.inDesiredState(node.name(), false);
            case NodePlan.Blocked(var failure) -> NodeResult.failed(node.name(), pending, failure);
            case NodePlan.Push(var plan) -> push(node, plan);
          };
    };
  }

  private NodeResult push(NodeGateway node, List<NodeStep> plan) {
    requiringNew().run(() -> nodeStates.expectReconfigure(node.name()));
    for (NodeStep step : plan) {
      LOG.infof("Applying: node=%s step=%s", node.name(), step.getClass().getSimpleName());
      Optional<StepFailure> failure = node.apply(step);
      if (failure.isPresent()) {
        return NodeResult.failed(node.name(), true, failure.get());
      }
    }
    return NodeResult.inDesiredState(node.name(), true);
  }

  private ReconcileOutcome record(StepRun run, List<NodeResult> results) {
    results.forEach(nodeStates::save);
    return NodeResult.failureOf(results)
        .map(failure -> steps.failed(run, failure, GatewayConfigFailed::new))
        .orElseGet(
            () ->
                steps.succeeded(
                    run,
                    results.stream().anyMatch(NodeResult::changed),
                    origin -> GatewayConfigOutcomes.pushed(origin, results.size())));
  }

  private record Work(StepRun run, EnvBlock desired) {}
}
