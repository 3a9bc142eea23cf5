package io.quartermaster.oauthregistrar.intake;

import static io.quartermaster.contracts.EventType.ARN_REMOVED;
import static io.quartermaster.contracts.EventType.ARN_SAVED;
import static io.quartermaster.contracts.EventType.VERIFICATION_REQUESTED;
import static io.quartermaster.contracts.SetupStep.OAUTH_APPLICATION;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.store.RegistrationRepository;
import io.quartermaster.step.SettingsEventHandler;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Stores the registration that newer settings, or a disconnect, ask for. */
@ApplicationScoped
class RegistrationIntake implements SettingsEventHandler {

  private final RegistrationRepository registrations;
  private final StepRequests steps;

  RegistrationIntake(RegistrationRepository registrations, StepRequests steps) {
    this.registrations = registrations;
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
          accept(
              saved.revision(),
              new DesiredRegistration(
                  saved.instanceUid(),
                  saved.gitlabUrl(),
                  saved.role().arn(),
                  saved.gatewayUrl(),
                  false));
      case ArnRemoved removed ->
          accept(
              removed.revision(),
              new DesiredRegistration(
                  removed.instanceUid(),
                  removed.gitlabUrl(),
                  removed.role().arn(),
                  removed.gatewayUrl(),
                  true));
      case VerificationRequested requested ->
          steps.request(new StepKey(OAUTH_APPLICATION, requested.instanceUid()));
      case ScopeToggled toggled -> throw SettingsEventHandler.notHandled(toggled);
    }
  }

  private void accept(long revision, DesiredRegistration desired) {
    if (steps.accept(new StepKey(OAUTH_APPLICATION, desired.instanceUid()), revision)) {
      registrations.save(desired);
    }
  }
}
