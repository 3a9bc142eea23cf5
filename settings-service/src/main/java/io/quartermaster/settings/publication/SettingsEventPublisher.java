package io.quartermaster.settings.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quartermaster.contracts.AuditHeadsPublished;
import io.quartermaster.contracts.Event;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.messaging.outbox.Outbox;
import io.quartermaster.messaging.outbox.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Appends the events of this service to the outbox. Requires the transaction of their state. */
@ApplicationScoped
public class SettingsEventPublisher {

  private final Outbox outbox;

  SettingsEventPublisher(Outbox outbox) {
    this.outbox = outbox;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void publish(List<? extends SettingsEvent> events) {
    outbox.appendAll(events.stream().map(SettingsEventPublisher::outgoing).toList());
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void publish(AuditHeadsPublished event) {
    outbox.append(outgoing(event));
  }

  private static OutgoingEvent outgoing(Event event) {
    return new OutgoingEvent(
        event.type().topic().topicName(),
        event.aggregate(),
        event.type().wireName(),
        event.aggregate(),
        new String(EventJson.write(event), UTF_8));
  }
}
