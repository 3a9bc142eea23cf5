package io.quartermaster.gatewayconfig.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quartermaster.gatewayconfig.GatewayConfigServiceConfig;
import io.quartermaster.gatewayconfig.decision.DatabaseSetting;
import io.quartermaster.gatewayconfig.decision.NodeConnection;
import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.gatewayconfig.decision.node.NodeAction;
import io.quartermaster.gatewayconfig.decision.node.NodePlan;
import io.quartermaster.gatewayconfig.decision.node.NodePlanner;
import io.quartermaster.gatewayconfig.decision.node.NodeRules;
import io.quartermaster.gatewayconfig.decision.node.NodeStepFailures;
import io.quartermaster.gatewayconfig.effect.ChartValuesFile;
import io.quartermaster.gatewayconfig.effect.GitLabNodes;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.node.NodeAccess;
import io.quartermaster.node.NodeFailure;
import io.quartermaster.node.NodeReply;
import io.quartermaster.node.Observation;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Brings one node into the desired state: a run observes it, plans and does one action.
 *
 * <p>Failure semantics: every state is stored before the action that follows it, and every action
 * can be repeated, so a run that was killed is continued from what is observed. A job is never
 * started twice: its id is stored before.
 */
@ApplicationScoped
class NodeWorker {

  private static final Logger LOG = Logger.getLogger(NodeWorker.class);
  private static final Duration POLL_AFTER_FAILURE = Duration.ofSeconds(10);

  private final GatewayConfigServiceConfig config;
  private final GitLabNodes nodes;
  private final NodeWork work;
  private final NodeRules rules;
  private final Clock clock;

  NodeWorker(GatewayConfigServiceConfig config, GitLabNodes nodes, NodeWork work, Clock clock) {
    this.config = config;
    this.nodes = nodes;
    this.work = work;
    this.clock = clock;
    this.rules =
        new NodeRules(
            config.mode() == GatewayConfigServiceConfig.Mode.MANAGE,
            config.reconfigureTimeout(),
            config.quietPeriod());
  }

  ReconcileOutcome run(ReconcileRequest request) {
    return work.begin(request.key())
        .map(due -> run(due, request))
        .orElseGet(ReconcileOutcome.Done::new);
  }

  private ReconcileOutcome run(NodeWork.Due due, ReconcileRequest request) {
    String name = due.node().name();
    NodePlanner.Moment moment =
        new NodePlanner.Moment(
            clock.instant(), due.active().pass(), due.active().savedAt(), UUID.randomUUID());
    String valuesFile = due.node().connection().valuesFile();
    if (due.node().connection().access() == NodeConnection.Access.CHART_VALUES
        && valuesFile != null) {
      return writeValues(due, Path.of(valuesFile), moment, request);
    }
    NodeAccess access = nodes.access(name, due.node().connection());
    return switch (access.observe(due.target().goal())) {
      case NodeReply.Failed<Observation>(NodeFailure failure) ->
          end(
              due,
              due.node().state().failed(NodeStepFailures.of(failure), moment.pass(), moment.now()),
              request);
      case NodeReply.Answered<Observation>(Observation seen) ->
          switch (NodePlanner.plan(name, due.target(), rules, moment, seen, due.node().state())) {
            case NodePlan.Act act -> act(due, access, act, moment, request);
            case NodePlan.Proceed(NodeState state) -> {
              work.record(due, state, false, request);
              yield new ReconcileOutcome.Requeue();
            }
            case NodePlan.Wait(NodeState state, Duration time, boolean report) -> {
              if (work.record(due, state, false, request).isPresent() && report) {
                work.report(due, request);
              }
              yield new ReconcileOutcome.Settled(time);
            }
            case NodePlan.End(NodeState state) -> end(due, state, request);
          };
    };
  }

  /** The effect of a values file cannot be observed: there is nothing between. */
  private ReconcileOutcome writeValues(
      NodeWork.Due due, Path file, NodePlanner.Moment moment, ReconcileRequest request) {
    NodeState state = due.node().state();
    NodeState next =
        ChartValuesFile.apply(due.node().name(), file, due.target().goal(), rules.manage())
            .map(failure -> state.failed(failure, moment.pass(), moment.now()))
            .orElseGet(() -> state.verified(due.target().text(), moment.pass(), moment.now()));
    return end(due, next, request);
  }

  private ReconcileOutcome act(
      NodeWork.Due due,
      NodeAccess access,
      NodePlan.Act act,
      NodePlanner.Moment moment,
      ReconcileRequest request) {
    Optional<NodeWork.Due> begun = work.record(due, act.before(), false, request);
    if (begun.isEmpty()) {
      return new ReconcileOutcome.Requeue();
    }
    Optional<NodeFailure> failure = apply(begun.get(), access, act.action());
    LOG.infof(
        "Action: node=%s action=%s result=%s",
        access.name(),
        act.action().getClass().getSimpleName(),
        failure.map(NodeFailure::code).orElse("done"));
    if (failure.isPresent()) {
      return end(begun.get(), NodePlanner.failed(act, failure.get(), moment), request);
    }
    if (act.action() instanceof NodeAction.Keep) {
      return end(begun.get(), act.after(), request);
    }
    work.record(begun.get(), act.after(), false, request);
    return new ReconcileOutcome.Requeue();
  }

  /** A job is polled on also when its node failed in this pass. */
  private ReconcileOutcome end(NodeWork.Due due, NodeState state, ReconcileRequest request) {
    if (work.record(due, state, true, request).isEmpty()) {
      return new ReconcileOutcome.Requeue();
    }
    return state.hasJob()
        ? new ReconcileOutcome.Settled(POLL_AFTER_FAILURE)
        : new ReconcileOutcome.Done();
  }

  private Optional<NodeFailure> apply(NodeWork.Due due, NodeAccess access, NodeAction action) {
    return switch (action) {
      case NodeAction.Stage(var goal, var expected) -> failure(access.stage(goal, expected));
      case NodeAction.Check() -> failure(access.check());
      case NodeAction.Replace() -> failure(access.apply());
      case NodeAction.Reconfigure(UUID job) -> failure(access.start(job));
      case NodeAction.Keep() -> storeInDatabase(due, access).or(() -> failure(access.keep()));
    };
  }

  /** Once in a rollout, on its last node: the database is one for all nodes. */
  private Optional<NodeFailure> storeInDatabase(NodeWork.Due due, NodeAccess access) {
    URI url = due.target().gatewayUrl();
    boolean isRead = DatabaseSetting.isRead(due.node().state().report().gitlabVersion());
    if (!config.databaseSetting() || !due.last() || url == null || !isRead) {
      return Optional.empty();
    }
    return failure(
        access.rails(
            "ai_gateway_url",
            JsonNodeFactory.instance.objectNode().put("url", url.toASCIIString())));
  }

  private static Optional<NodeFailure> failure(NodeReply<?> reply) {
    return switch (reply) {
      case NodeReply.Answered<?> done -> Optional.empty();
      case NodeReply.Failed<?>(NodeFailure failure) -> Optional.of(failure);
    };
  }
}
