package io.quartermaster.settings.setup;

import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.EventJson.UnreadableEventException;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.Topic;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.EventIntake;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.inbox.UnprocessableEventException;
import io.quartermaster.messaging.inbox.UnprocessableEventException.Reason;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Applies outcome events to the steps; a record is acknowledged after the commit.
 *
 * <p>Failure semantics: an outcome older than the newest one that was applied changes nothing, so
 * duplicates and events out of order are harmless; an unreadable one is dead-lettered.
 */
@ApplicationScoped
class OutcomeEventsConsumer implements EventHandler {

  private static final Set<String> TYPES =
      Arrays.stream(EventType.values())
          .filter(type -> type.topic() == Topic.OUTCOME_EVENTS)
          .map(EventType::wireName)
          .collect(Collectors.toUnmodifiableSet());

  /** W3C Trace Context; all zeros and version ff are invalid. */
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*");

  private final EventIntake intake;
  private final SetupRepository setups;

  OutcomeEventsConsumer(EventIntake intake, SetupRepository setups) {
    this.intake = intake;
    this.setups = setups;
  }

  @Incoming("outcome-events")
  @Blocking
  void consume(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, this);
  }

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public void handle(IncomingEvent incoming) {
    OutcomeEvent event = read(incoming);
    String uid = event.origin().instanceUid();
    Setup setup = setups.lock(uid);
    setup
        .latest(event.step())
        .after(event.origin(), StepOutcome.of(event), traceId(incoming.traceparent()).orElse(null))
        .ifPresent(progress -> setups.record(uid, setup, progress));
  }

  private static OutcomeEvent read(IncomingEvent incoming) {
    EventType type =
        EventType.ofWireName(incoming.type())
            .orElseThrow(() -> new UnprocessableEventException(Reason.ENVELOPE));
    try {
      if (EventJson.read(incoming.data(), type.record()) instanceof OutcomeEvent event) {
        return event;
      }
    } catch (UnreadableEventException e) {
      throw new UnprocessableEventException(Reason.DATA);
    }
    throw new UnprocessableEventException(Reason.ENVELOPE);
  }

  /** Empty when the header is absent or invalid. */
  static Optional<String> traceId(@Nullable String traceparent) {
    return Optional.ofNullable(traceparent)
        .map(TRACEPARENT::matcher)
        .filter(Matcher::matches)
        .map(parts -> parts.group(1));
  }
}
