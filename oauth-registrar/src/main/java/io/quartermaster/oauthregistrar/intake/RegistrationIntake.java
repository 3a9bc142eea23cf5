package io.quartermaster.oauthregistrar.intake;

import static io.quartermaster.contracts.EventType.ARN_REMOVED;
import static io.quartermaster.contracts.EventType.ARN_SAVED;
import static io.quartermaster.contracts.EventType.VERIFICATION_REQUESTED;
import static io.quartermaster.contracts.SetupStep.OAUTH_APPLICATION;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.EventIntake;
import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.IamAccess;
import io.quartermaster.oauthregistrar.store.RegistrationRepository;
import io.quartermaster.step.SettingsEventHandler;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRequests;
import io.quartermaster.step.TypedEventHandler;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Stores the registration that newer settings, or a disconnect, require, and the IAM access that
 * newer outcomes report.
 */
@ApplicationScoped
class RegistrationIntake implements SettingsEventHandler {

  private final EventIntake intake;
  private final RegistrationRepository registrations;
  private final StepRequests steps;
  private final EventHandler outcomes =
      new TypedEventHandler<>(
          IamAccessProvisioned.class, Set.of(EventType.IAM_ACCESS_PROVISIONED), this::handle);

  RegistrationIntake(EventIntake intake, RegistrationRepository registrations, StepRequests steps) {
    this.intake = intake;
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
          steps.verify(new StepKey(OAUTH_APPLICATION, requested.instanceUid()));
      case ScopeToggled toggled -> throw SettingsEventHandler.notHandled(toggled);
    }
  }

  @Incoming("outcome-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, outcomes);
  }

  private void handle(IamAccessProvisioned event) {
    Origin origin = event.origin();
    IamAccess access =
        new IamAccess(event.roleArn(), origin.settingsRevision(), origin.occurredAt());
    if (registrations.saveIfNewer(origin.instanceUid(), access, origin.revision())) {
      steps.request(new StepKey(OAUTH_APPLICATION, origin.instanceUid()));
    }
  }

  private void accept(long revision, DesiredRegistration desired) {
    if (steps.accept(new StepKey(OAUTH_APPLICATION, desired.instanceUid()), revision)) {
      registrations.save(desired);
    }
  }
}
