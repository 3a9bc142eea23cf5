package io.quartermaster.gatewayconfig.reconcile;

import io.quartermaster.gatewayconfig.decision.EnvBlock;
import io.quartermaster.gatewayconfig.decision.NodePlan;
import io.quartermaster.gatewayconfig.decision.NodePlanner;
import io.quartermaster.gatewayconfig.decision.NodeResult;
import io.quartermaster.gatewayconfig.decision.NodeStep;
import io.quartermaster.gatewayconfig.effect.NodeGateway;
import io.quartermaster.gatewayconfig.effect.Reading;
import io.quartermaster.gatewayconfig.effect.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Brings one node in line: observe, plan, apply.
 *
 * <p>Failure semantics: that a reconfigure must follow is stored before the file is written, so a
 * crash at any point between the two ends in one reconfigure too many, never in one too few.
 */
@ApplicationScoped
class NodeConvergence {

  private static final Logger LOG = Logger.getLogger(NodeConvergence.class);

  private final ConfigLedger ledger;

  NodeConvergence(ConfigLedger ledger) {
    this.ledger = ledger;
  }

  NodeResult converge(NodeGateway node, EnvBlock wanted) {
    boolean pending = ledger.reconfigurePending(node.name());
    return switch (node.read()) {
      case Reading.Failed(var failure) -> NodeResult.failed(node.name(), pending, failure);
      case Reading.Content(String text) ->
          switch (NodePlanner.plan(node.name(), wanted, text, pending)) {
            case NodePlan.Nothing() -> NodeResult.asWanted(node.name(), false);
            case NodePlan.Blocked(var failure) -> NodeResult.failed(node.name(), pending, failure);
            case NodePlan.Push(var steps) -> push(node, steps);
          };
    };
  }

  private NodeResult push(NodeGateway node, List<NodeStep> steps) {
    ledger.expectReconfigure(node.name());
    for (NodeStep step : steps) {
      LOG.infof("Step begins: node=%s step=%s", node.name(), step.getClass().getSimpleName());
      switch (node.apply(step)) {
        case StepResult.Applied() -> {
          // On to the next step.
        }
        case StepResult.Failed(var failure) -> {
          LOG.warnf("Step failed: node=%s code=%s", node.name(), failure.code());
          return NodeResult.failed(node.name(), true, failure);
        }
      }
    }
    return NodeResult.asWanted(node.name(), true);
  }
}
