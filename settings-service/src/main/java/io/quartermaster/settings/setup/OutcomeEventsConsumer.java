package io.quartermaster.settings.setup;

import io.quartermaster.messaging.inbox.EventIntake;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Outcome events in; acknowledged when the intake returns, which is after its commit. */
@ApplicationScoped
class OutcomeEventsConsumer {

  private final EventIntake intake;
  private final OutcomeIntake outcomes;

  OutcomeEventsConsumer(EventIntake intake, OutcomeIntake outcomes) {
    this.intake = intake;
    this.outcomes = outcomes;
  }

  @Incoming("outcome-events")
  @Blocking
  void consume(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, outcomes);
  }
}
