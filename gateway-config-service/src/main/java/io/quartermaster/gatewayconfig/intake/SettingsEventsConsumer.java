package io.quartermaster.gatewayconfig.intake;

import io.quartermaster.messaging.inbox.EventIntake;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes settings events from Kafka; a record is acknowledged after its transaction. */
@ApplicationScoped
class SettingsEventsConsumer {
  private final EventIntake intake;
  private final DesiredConfigIntake handler;

  SettingsEventsConsumer(EventIntake intake, DesiredConfigIntake handler) {
    this.intake = intake;
    this.handler = handler;
  }

  @Incoming("settings-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, handler);
  }
}
