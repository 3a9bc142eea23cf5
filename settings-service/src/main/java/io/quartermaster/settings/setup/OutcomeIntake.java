package io.quartermaster.settings.setup;

import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.EventJson.UnreadableEventException;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.Topic;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.inbox.UnprocessableEventException;
import io.quartermaster.messaging.inbox.UnprocessableEventException.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Moves the steps by what the services report.
 *
 * <p>Failure semantics: a report that is older than the newest one that counted changes nothing, so
 * duplicates and reports out of order are harmless; one that cannot be read becomes a dead letter.
 */
@ApplicationScoped
class OutcomeIntake implements EventHandler {

  private static final Set<String> TYPES =
      Arrays.stream(EventType.values())
          .filter(type -> type.topic() == Topic.OUTCOME_EVENTS)
          .map(EventType::wireName)
          .collect(Collectors.toUnmodifiableSet());

  private final SetupRepository setups;

  OutcomeIntake(SetupRepository setups) {
    this.setups = setups;
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
        .reportedOn(event.step())
        .after(OutcomeReading.read(event))
        .map(progress -> progress.reportedIn(TraceId.of(incoming.traceparent()).orElse(null)))
        .ifPresent(
            progress -> {
              setups.record(uid, setup, progress);
              if (setup.connectedBy(progress)) {
                setups.connected(uid);
              }
              if (setup.disconnectedBy(progress)) {
                setups.disconnected(uid);
              }
            });
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
}
