package io.quartermaster.membership.intake;

import io.quartermaster.messaging.inbox.EventIntake;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes settings events from their topic; acknowledged when {@link EventIntake} has committed. */
@ApplicationScoped
class SettingsEventsConsumer {

  private final EventIntake intake;
  private final DesiredMembershipIntake desired;

  SettingsEventsConsumer(EventIntake intake, DesiredMembershipIntake desired) {
    this.intake = intake;
    this.desired = desired;
  }

  @Incoming("settings-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, desired);
  }
}
