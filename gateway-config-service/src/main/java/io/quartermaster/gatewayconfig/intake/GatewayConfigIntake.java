package io.quartermaster.gatewayconfig.intake;

import static io.quartermaster.contracts.EventType.ARN_REMOVED;
import static io.quartermaster.contracts.EventType.ARN_SAVED;
import static io.quartermaster.contracts.EventType.VERIFICATION_REQUESTED;
import static io.quartermaster.contracts.SetupStep.GATEWAY_CONFIGURATION;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.Environment;
import io.quartermaster.gatewayconfig.store.GatewayConfigRepository;
import io.quartermaster.gatewayconfig.store.NodeRepository;
import io.quartermaster.step.SettingsEventHandler;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;

/**
 * Stores the configuration that newer settings specify. A save and a verification make the nodes
 * forget what failed.
 */
@ApplicationScoped
class GatewayConfigIntake implements SettingsEventHandler {

  private final GatewayConfigRepository configs;
  private final NodeRepository nodes;
  private final StepRequests steps;

  GatewayConfigIntake(GatewayConfigRepository configs, NodeRepository nodes, StepRequests steps) {
    this.configs = configs;
    this.nodes = nodes;
    this.steps = steps;
  }

  @Override
  public Set<EventType> types() {
    return Set.of(ARN_SAVED, ARN_REMOVED, VERIFICATION_REQUESTED);
  }

  @Override
  public void handle(SettingsEvent event) {
    switch (event) {
      case ArnSaved saved ->
          save(saved.instanceUid(), saved.revision(), present(saved), saved.changedAt());
      case ArnRemoved removed ->
          save(
              removed.instanceUid(),
              removed.revision(),
              removed.removeGatewayConfig()
                  ? new DesiredConfig.Absent()
                  : new DesiredConfig.Released(),
              removed.changedAt());
      case VerificationRequested requested -> verify(requested.instanceUid());
      case ScopeToggled toggled -> throw SettingsEventHandler.notHandled(toggled);
    }
  }

  private void save(String instanceUid, long revision, DesiredConfig desired, Instant changedAt) {
    if (steps.accept(step(instanceUid), revision)) {
      configs.save(instanceUid, desired, changedAt);
      resetIfActive(instanceUid);
    }
  }

  private void verify(String instanceUid) {
    steps.verify(step(instanceUid));
    configs.beginPass(instanceUid);
    resetIfActive(instanceUid);
  }

  /** Nodes that are left as they are keep what they have not finished, such as a roll-back. */
  private void resetIfActive(String instanceUid) {
    configs
        .active()
        .filter(active -> active.instanceUid().equals(instanceUid))
        .filter(active -> !(active.desired() instanceof DesiredConfig.Released))
        .ifPresent(active -> nodes.reset());
  }

  private static StepKey step(String instanceUid) {
    return new StepKey(GATEWAY_CONFIGURATION, instanceUid);
  }

  private static DesiredConfig present(ArnSaved event) {
    Environment environment =
        switch (event.gatewayEnvironment()) {
          case PRODUCTION -> Environment.PRODUCTION;
          case STAGING -> Environment.STAGING;
        };
    return new DesiredConfig.Present(environment, event.gatewayUrl());
  }
}
