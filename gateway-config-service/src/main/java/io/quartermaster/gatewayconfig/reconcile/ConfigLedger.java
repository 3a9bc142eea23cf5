package io.quartermaster.gatewayconfig.reconcile;

import io.quartermaster.gatewayconfig.decision.NodeFailure;
import io.quartermaster.gatewayconfig.decision.NodeResult;
import io.quartermaster.gatewayconfig.decision.Progress;
import io.quartermaster.gatewayconfig.decision.Rollout;
import io.quartermaster.gatewayconfig.outcome.ConfigOutcomes;
import io.quartermaster.gatewayconfig.store.ConfigStore;
import io.quartermaster.gatewayconfig.store.NodeStore;
import io.quartermaster.gatewayconfig.store.StoredConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The short transactions of a run: state and event together, nothing remote inside. */
@ApplicationScoped
@Transactional
class ConfigLedger {

  private final ConfigStore configs;
  private final NodeStore nodes;
  private final ConfigOutcomes outcomes;
  private final Clock clock;

  ConfigLedger(ConfigStore configs, NodeStore nodes, ConfigOutcomes outcomes, Clock clock) {
    this.configs = configs;
    this.nodes = nodes;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  /** Loads what is wanted, and says once for each settings revision that work begins. */
  Optional<StoredConfig> begin(String aggregate) {
    Optional<StoredConfig> stored = configs.lock(aggregate);
    stored
        .filter(config -> config.progress().begins())
        .ifPresent(
            config -> {
              Progress started = config.progress().started();
              configs.saveProgress(aggregate, started, null);
              outcomes.started(config.desired().instanceUid(), started, clock.instant());
            });
    return stored;
  }

  boolean reconfigurePending(String node) {
    return nodes.reconfigurePending(node);
  }

  void expectReconfigure(String node) {
    nodes.expectReconfigure(node, clock.instant());
  }

  /**
   * Records how the nodes were left, and says it. When newer settings came meanwhile nothing is
   * said: the run that answers them is asked for already.
   */
  void record(String aggregate, long settingsRevision, List<NodeResult> results, Duration retry) {
    Instant now = clock.instant();
    results.forEach(result -> nodes.save(result, now));
    configs
        .lock(aggregate)
        .filter(config -> config.desired().settingsRevision() == settingsRevision)
        .ifPresent(config -> answer(aggregate, config, Rollout.of(results), now.plus(retry)));
  }

  private void answer(String aggregate, StoredConfig config, Rollout rollout, Instant next) {
    String instanceUid = config.desired().instanceUid();
    Progress progress = config.progress();
    switch (rollout) {
      case Rollout.Settled settled when !progress.isNews(settled) -> {
        // As it was said before.
      }
      case Rollout.Settled settled -> {
        configs.saveProgress(aggregate, progress.done(), null);
        outcomes.pushed(instanceUid, progress.done(), settled.nodes(), clock.instant());
      }
      case Rollout.Incomplete(NodeFailure failure) -> {
        configs.saveProgress(aggregate, progress.failed(), failure.code());
        outcomes.failed(instanceUid, progress.failed(), failure, next, clock.instant());
      }
    }
  }
}
