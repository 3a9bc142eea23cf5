package io.quartermaster.gatewayconfig.reconcile;

import io.quartermaster.gatewayconfig.GatewayConfigServiceConfig;
import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.EnvBlock;
import io.quartermaster.gatewayconfig.decision.NodeFailure;
import io.quartermaster.gatewayconfig.decision.NodeResult;
import io.quartermaster.gatewayconfig.decision.Rollout;
import io.quartermaster.gatewayconfig.effect.GitLabNodes;
import io.quartermaster.gatewayconfig.intake.DesiredConfigIntake;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Brings all nodes in line with the newest settings of an instance, one after another. A node that
 * fails does not keep the others from getting the configuration.
 */
@ApplicationScoped
class GatewayConfigReconciler implements ReconcileTask {

  private final GitLabNodes nodes;
  private final NodeConvergence convergence;
  private final ConfigLedger ledger;
  private final GatewayConfigServiceConfig config;

  GatewayConfigReconciler(
      GitLabNodes nodes,
      NodeConvergence convergence,
      ConfigLedger ledger,
      GatewayConfigServiceConfig config) {
    this.nodes = nodes;
    this.convergence = convergence;
    this.ledger = ledger;
    this.config = config;
  }

  @Override
  public String name() {
    return DesiredConfigIntake.TASK;
  }

  @Override
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    return ledger
        .begin(request.key())
        .map(stored -> reconcile(request, stored.desired()))
        .orElseGet(ReconcileOutcome.Done::new);
  }

  private ReconcileOutcome reconcile(ReconcileRequest request, DesiredConfig desired) {
    EnvBlock wanted = EnvBlock.of(desired);
    List<NodeResult> results =
        nodes.all().stream().map(node -> convergence.converge(node, wanted)).toList();
    Duration retry = longer(request.backOff(), config.retryAfter());
    ledger.record(request.key(), desired.settingsRevision(), results, retry);
    return switch (Rollout.of(results)) {
      case Rollout.Settled settled -> new ReconcileOutcome.Settled(config.resyncInterval());
      case Rollout.Incomplete(NodeFailure failure) ->
          switch (failure.kind()) {
            case REFUSED -> new ReconcileOutcome.Settled(config.resyncInterval());
            case UNAVAILABLE -> new ReconcileOutcome.Retry(retry);
          };
    };
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
