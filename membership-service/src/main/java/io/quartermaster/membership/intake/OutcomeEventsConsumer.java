package io.quartermaster.membership.intake;

import static io.quartermaster.contracts.EventType.OAUTH_APP_REMOVED;
import static io.quartermaster.contracts.SetupStep.SERVICE_ACCOUNT;

import io.quartermaster.contracts.OAuthAppRemoved;
import io.quartermaster.contracts.Origin;
import io.quartermaster.membership.store.InstanceRepository;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.EventIntake;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRequests;
import io.quartermaster.step.TypedEventHandler;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores that the registration is deleted, which the disconnect of the account waits for. */
@ApplicationScoped
class OutcomeEventsConsumer {

  private final EventIntake intake;
  private final EventHandler handler;

  OutcomeEventsConsumer(EventIntake intake, InstanceRepository instances, StepRequests steps) {
    this.intake = intake;
    this.handler =
        new TypedEventHandler<>(
            OAuthAppRemoved.class,
            Set.of(OAUTH_APP_REMOVED),
            removed -> {
              Origin origin = removed.origin();
              if (instances.saveDeletedRegistration(
                  origin.instanceUid(), origin.settingsRevision())) {
                steps.request(new StepKey(SERVICE_ACCOUNT, origin.instanceUid()));
              }
            });
  }

  @Incoming("outcome-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, handler);
  }
}
