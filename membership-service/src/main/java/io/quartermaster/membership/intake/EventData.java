package io.quartermaster.membership.intake;

import io.quartermaster.contracts.Event;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.EventJson.UnreadableEventException;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.inbox.UnprocessableEventException;
import io.quartermaster.messaging.inbox.UnprocessableEventException.Reason;

/** The data of an event as its record; data that does not fit is a dead letter. */
final class EventData {

  private EventData() {}

  static <E extends Event> E read(IncomingEvent event, Class<E> record) {
    try {
      return EventJson.read(event.data(), record);
    } catch (UnreadableEventException e) {
      throw new UnprocessableEventException(Reason.DATA);
    }
  }
}
