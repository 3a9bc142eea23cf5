package io.quartermaster.oauthregistrar.intake;

import static io.quartermaster.contracts.SetupStep.OAUTH_APPLICATION;

import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.Origin;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.EventIntake;
import io.quartermaster.oauthregistrar.decision.IamAccess;
import io.quartermaster.oauthregistrar.store.RegistrationRepository;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRequests;
import io.quartermaster.step.TypedEventHandler;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Receives the outcome events, and stores the IAM access that newer ones report. */
@ApplicationScoped
class OutcomeEventsConsumer {

  private final EventIntake intake;
  private final RegistrationRepository registrations;
  private final StepRequests steps;
  private final EventHandler handler =
      new TypedEventHandler<>(
          IamAccessProvisioned.class, Set.of(EventType.IAM_ACCESS_PROVISIONED), this::handle);

  OutcomeEventsConsumer(
      EventIntake intake, RegistrationRepository registrations, StepRequests steps) {
    this.intake = intake;
    this.registrations = registrations;
    this.steps = steps;
  }

  @Incoming("outcome-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, handler);
  }

  private void handle(IamAccessProvisioned event) {
    Origin origin = event.origin();
    IamAccess access =
        new IamAccess(event.roleArn(), origin.settingsRevision(), origin.occurredAt());
    if (registrations.saveIfNewer(origin.instanceUid(), access, origin.revision())) {
      steps.request(new StepKey(OAUTH_APPLICATION, origin.instanceUid()));
    }
  }
}
