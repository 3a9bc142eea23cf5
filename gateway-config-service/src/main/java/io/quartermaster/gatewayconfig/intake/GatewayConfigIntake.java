package io.quartermaster.gatewayconfig.intake;

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
import io.quartermaster.step.SettingsEventHandler;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Stores the configuration that newer settings specify. */
@ApplicationScoped
class GatewayConfigIntake implements SettingsEventHandler {

  private final GatewayConfigRepository configs;
  private final StepRequests steps;

  GatewayConfigIntake(GatewayConfigRepository configs, StepRequests steps) {
    this.configs = configs;
    this.steps = steps;
  }

  @Override
  public Set<EventType> types() {
    return Set.of(ARN_SAVED, VERIFICATION_REQUESTED);
  }

  @Override
  public void handle(SettingsEvent event) {
    switch (event) {
      case ArnSaved saved -> {
        if (steps.accept(step(saved.instanceUid()), saved.revision())) {
          configs.save(saved.instanceUid(), desired(saved));
        }
      }
      case VerificationRequested requested -> steps.verify(step(requested.instanceUid()));
      case ArnRemoved removed -> throw SettingsEventHandler.notHandled(removed);
      case ScopeToggled toggled -> throw SettingsEventHandler.notHandled(toggled);
    }
  }

  private static StepKey step(String instanceUid) {
    return new StepKey(GATEWAY_CONFIGURATION, instanceUid);
  }

  private static DesiredConfig desired(ArnSaved event) {
    Environment environment =
        switch (event.gatewayEnvironment()) {
          case PRODUCTION -> Environment.PRODUCTION;
          case STAGING -> Environment.STAGING;
        };
    return new DesiredConfig(environment, event.gatewayUrl());
  }
}
