package io.quartermaster.step.example;

import static io.quartermaster.contracts.SetupStep.GATEWAY_CONFIGURATION;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.step.SettingsEventHandler;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

@ApplicationScoped
class ExampleIntake implements SettingsEventHandler {

  private final ExampleRepository desired;
  private final StepRequests steps;

  ExampleIntake(ExampleRepository desired, StepRequests steps) {
    this.desired = desired;
    this.steps = steps;
  }

  @Override
  public Set<EventType> types() {
    return Set.of(EventType.ARN_SAVED, EventType.VERIFICATION_REQUESTED);
  }

  @Override
  public void handle(SettingsEvent event) {
    switch (event) {
      case ArnSaved saved -> {
        if (steps.accept(step(saved.instanceUid()), saved.revision())) {
          desired.save(saved.instanceUid(), saved.gatewayUrl().toString());
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
}
