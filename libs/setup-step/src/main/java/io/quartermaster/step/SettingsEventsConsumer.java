package io.quartermaster.step;

import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.EventIntake;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Receives the settings events. A record is acknowledged after its transaction. */
@ApplicationScoped
class SettingsEventsConsumer {

  private final EventIntake intake;
  private final EventHandler handler;

  SettingsEventsConsumer(EventIntake intake, SettingsEventHandler service) {
    this.intake = intake;
    this.handler = new TypedEventHandler<>(SettingsEvent.class, service.types(), service::handle);
  }

  @Incoming("settings-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, handler);
  }
}
