package io.quartermaster.gatewayconfig.reconcile;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;
import static io.quartermaster.contracts.SetupStep.GATEWAY_CONFIGURATION;

import io.quartermaster.gatewayconfig.GatewayConfigServiceConfig;
import io.quartermaster.gatewayconfig.decision.DatabaseSetting;
import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.GatewayUrl;
import io.quartermaster.gatewayconfig.decision.Rollout;
import io.quartermaster.gatewayconfig.outcome.GatewayConfigOutcomes;
import io.quartermaster.gatewayconfig.store.GatewayConfigRepository;
import io.quartermaster.gatewayconfig.store.NodeRepository;
import io.quartermaster.messaging.BackOff;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepProgress;
import io.quartermaster.step.StepRecorder;
import io.quartermaster.step.StepRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * The rollout of one instance: begins a pass, requests the workers of the nodes whose turn it is,
 * and publishes the outcome. Calls no node, so a run is one transaction.
 */
@ApplicationScoped
class Coordinator implements ReconcileTask {

  private static final Logger LOG = Logger.getLogger(Coordinator.class);

  /** Of passes, because the attempts of the queue begin again with every request of a worker. */
  private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  private final GatewayConfigServiceConfig config;
  private final StepRecorder steps;
  private final GatewayConfigRepository configs;
  private final NodeRepository nodes;
  private final ReconcileQueue queue;
  private final Clock clock;

  Coordinator(
      GatewayConfigServiceConfig config,
      StepRecorder steps,
      GatewayConfigRepository configs,
      NodeRepository nodes,
      ReconcileQueue queue,
      Clock clock) {
    this.config = config;
    this.steps = steps;
    this.configs = configs;
    this.nodes = nodes;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public String name() {
    return GATEWAY_CONFIGURATION.wireName();
  }

  @Override
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    return requiringNew().call(() -> run(request));
  }

  private ReconcileOutcome run(ReconcileRequest request) {
    StepKey key = StepKey.of(GATEWAY_CONFIGURATION, request.key());
    Optional<StepProgress> progress = steps.progress(key);
    Optional<GatewayConfigRepository.Stored> active = configs.active();
    if (progress.isEmpty() || active.isEmpty()) {
      return new ReconcileOutcome.Done();
    }
    GatewayConfigRepository.Stored stored = active.get();
    if (!stored.instanceUid().equals(key.instanceUid())) {
      LOG.infof(
          "Instance is superseded; its run touches no node: instanceUid=%s active=%s",
          key.instanceUid(), stored.instanceUid());
      return superseded(key, request);
    }
    return switch (stored.desired()) {
      case DesiredConfig.Released() -> new ReconcileOutcome.Done();
      case DesiredConfig.Absent() ->
          progress.get().isDone() ? new ReconcileOutcome.Done() : proceed(key, request, stored);
      case DesiredConfig.Present present -> proceed(key, request, stored);
    };
  }

  /** Its disconnect ends: what it left on the nodes was replaced. */
  private ReconcileOutcome superseded(StepKey key, ReconcileRequest request) {
    return configs
        .ofInstance(key.instanceUid())
        .filter(stored -> stored.desired() instanceof DesiredConfig.Absent)
        .flatMap(stored -> steps.begin(key, request))
        .map(run -> steps.finished(run, GatewayConfigOutcomes::superseded))
        .orElseGet(ReconcileOutcome.Done::new);
  }

  private ReconcileOutcome proceed(
      StepKey key, ReconcileRequest request, GatewayConfigRepository.Stored stored) {
    Instant next = stored.nextPassAt();
    if (stored.ended() && next != null && clock.instant().isBefore(next)) {
      return new ReconcileOutcome.Settled(Duration.between(clock.instant(), next));
    }
    long pass = stored.ended() ? configs.beginNextPass(key.instanceUid()) : stored.pass();
    int attempt = stored.failures() + 1;
    Duration backOff = BACK_OFF.after(attempt, ThreadLocalRandom.current());
    StepRun run =
        steps.begin(key, new ReconcileRequest(request.key(), attempt, backOff)).orElseThrow();
    return rejection(stored.desired())
        .map(rejection -> failed(run, rejection))
        .orElseGet(() -> rollOut(run, stored.desired(), pass));
  }

  private Optional<StepFailure> rejection(DesiredConfig desired) {
    return desired instanceof DesiredConfig.Present present
        ? GatewayUrl.rejection(present.gatewayUrl(), config.allowedHosts())
        : Optional.empty();
  }

  private ReconcileOutcome rollOut(StepRun run, DesiredConfig desired, long pass) {
    return switch (Rollout.decide(states(), pass, config.rollout())) {
      case Rollout.Continue(List<String> names) -> {
        nodes.inventory().stream()
            .filter(node -> names.contains(node.name()))
            .forEach(node -> queue.request(NodeTasks.of(node.connection()), node.name()));
        // If a worker is lost, it is requested again then.
        yield new ReconcileOutcome.Settled(Duration.between(clock.instant(), steps.nextResync()));
      }
      case Rollout.Done() -> ended(run, false, succeeded(run, desired));
      case Rollout.Stopped(StepFailure failure) -> failed(run, failure);
    };
  }

  private ReconcileOutcome succeeded(StepRun run, DesiredConfig desired) {
    List<Rollout.Node> states = states();
    if (!(desired instanceof DesiredConfig.Present)) {
      return steps.finished(run, origin -> GatewayConfigOutcomes.removed(origin, states));
    }
    String note = config.databaseSetting() ? "" : DatabaseSetting.note(states);
    boolean repaired = states.stream().anyMatch(node -> !node.state().report().drift().isEmpty());
    return steps.succeeded(
        run, repaired, origin -> GatewayConfigOutcomes.pushed(origin, states, note));
  }

  private ReconcileOutcome failed(StepRun run, StepFailure failure) {
    return ended(
        run,
        true,
        steps.failed(
            run,
            failure,
            (origin, published) -> GatewayConfigOutcomes.failed(origin, published, states())));
  }

  private ReconcileOutcome ended(StepRun run, boolean failed, ReconcileOutcome outcome) {
    Duration wait =
        switch (outcome) {
          case ReconcileOutcome.Settled(Duration interval) -> interval;
          case ReconcileOutcome.Retry(Duration after) -> after;
          case ReconcileOutcome.Requeue() -> Duration.ZERO;
          case ReconcileOutcome.Done() -> Duration.ZERO;
        };
    configs.endPass(run.instanceUid(), failed, clock.instant().plus(wait));
    return outcome;
  }

  private List<Rollout.Node> states() {
    return nodes.inventory().stream().map(NodeRepository.Stored::forRollout).toList();
  }
}
