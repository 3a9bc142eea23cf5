package io.quartermaster.membership.intake;

import io.quartermaster.messaging.inbox.EventIntake;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes outcome events from their topic; acknowledged when {@link EventIntake} has committed. */
@ApplicationScoped
class OutcomeEventsConsumer {

  private final EventIntake intake;
  private final RegistrationEndIntake registrationEnds;

  OutcomeEventsConsumer(EventIntake intake, RegistrationEndIntake registrationEnds) {
    this.intake = intake;
    this.registrationEnds = registrationEnds;
  }

  @Incoming("outcome-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, registrationEnds);
  }
}
