package io.quartermaster.messaging.inbox;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** As every consumer of a service is. */
@ApplicationScoped
class SettingsConsumer {

  private final EventIntake intake;
  private final Effects effects;

  SettingsConsumer(EventIntake intake, Effects effects) {
    this.intake = intake;
    this.effects = effects;
  }

  @Incoming("settings-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, effects);
  }
}
