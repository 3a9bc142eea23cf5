package io.quartermaster.step;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.quartermaster.contracts.Event;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.EventJson.UnreadableEventException;
import io.quartermaster.contracts.EventType;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.inbox.UnprocessableEventException;
import io.quartermaster.messaging.inbox.UnprocessableEventException.Reason;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Passes events of some types to a service as their records; others are not claimed. */
public final class TypedEventHandler<E extends Event> implements EventHandler {

  private final Map<String, Class<? extends E>> records;
  private final Consumer<E> handler;

  /** The handler is called in the transaction of the claim. */
  public TypedEventHandler(Class<E> family, Set<EventType> types, Consumer<E> handler) {
    this.records =
        types.stream()
            .collect(
                toUnmodifiableMap(EventType::wireName, type -> type.record().asSubclass(family)));
    this.handler = handler;
  }

  @Override
  public Set<String> types() {
    return records.keySet();
  }

  @Override
  public void handle(IncomingEvent event) {
    Class<? extends E> record =
        requireNonNull(records.get(event.type()), "not a type of this handler");
    E typed;
    try {
      typed = EventJson.read(event.data(), record);
    } catch (UnreadableEventException e) {
      throw new UnprocessableEventException(Reason.DATA);
    }
    handler.accept(typed);
  }
}
