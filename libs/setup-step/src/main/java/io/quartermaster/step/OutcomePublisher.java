package io.quartermaster.step;

import static jakarta.transaction.Transactional.TxType.MANDATORY;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.messaging.outbox.Outbox;
import io.quartermaster.messaging.outbox.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Publishes outcomes through the outbox: exactly if the open transaction commits. */
@ApplicationScoped
@Transactional(MANDATORY)
class OutcomePublisher {

  private final Outbox outbox;

  OutcomePublisher(Outbox outbox) {
    this.outbox = outbox;
  }

  void publish(OutcomeEvent event) {
    outbox.append(
        new OutgoingEvent(
            event.type().topic().topicName(),
            event.aggregate(),
            event.type().wireName(),
            event.aggregate(),
            new String(EventJson.write(event), UTF_8)));
  }
}
