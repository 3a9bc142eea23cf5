package io.quartermaster.testkit;

import io.quartermaster.contracts.Event;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.EventType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies on a topic.
 *
 * @param headers every header as text, CloudEvents attributes with their {@code ce_}
 * @param json the data as text
 */
public record ReceivedEvent(
    int partition, long offset, @Nullable String key, Map<String, String> headers, String json) {

  public ReceivedEvent {
    headers = Map.copyOf(headers);
  }

  /** The CloudEvents id. */
  public @Nullable String id() {
    return headers.get("ce_id");
  }

  /** The CloudEvents type as on the wire. */
  public @Nullable String type() {
    return headers.get("ce_type");
  }

  /** Whether the record is an event of this kind. */
  public boolean is(Class<? extends Event> kind) {
    String type = type();
    return type != null
        && EventType.ofWireName(type).filter(known -> known.record() == kind).isPresent();
  }

  /** The event in the record. */
  public <E extends Event> E as(Class<E> kind) {
    return EventJson.read(json.getBytes(StandardCharsets.UTF_8), kind);
  }
}
