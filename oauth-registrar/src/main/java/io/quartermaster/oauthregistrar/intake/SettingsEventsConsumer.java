package io.quartermaster.oauthregistrar.intake;

import io.quartermaster.messaging.inbox.EventIntake;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes settings events off their topic. */
@ApplicationScoped
class SettingsEventsConsumer {

  private final EventIntake intake;
  private final SettingsIntake handler;

  @Inject
  SettingsEventsConsumer(EventIntake intake, SettingsIntake handler) {
    this.intake = intake;
    this.handler = handler;
  }

  @Incoming("settings-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, handler);
  }
}
