package io.quartermaster.gatewayconfig.intake;

import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.Event;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.Environment;
import io.quartermaster.gatewayconfig.store.ConfigStore;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.inbox.UnprocessableEventException;
import io.quartermaster.messaging.inbox.UnprocessableEventException.Reason;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Stores the desired configuration of a newer {@code ArnSaved} and asks for its reconciliation,
 * inside the transaction of the claim. {@code VerificationRequested} asks for it too. {@code
 * ScopeToggled} is known and says nothing about the gateway.
 */
@ApplicationScoped
public class DesiredConfigIntake implements EventHandler {
  /** The reconcile task that the settings wake. */
  public static final String TASK = "gateway-config";

  private final ConfigStore store;
  private final ReconcileQueue queue;

  DesiredConfigIntake(ConfigStore store, ReconcileQueue queue) {
    this.store = store;
    this.queue = queue;
  }

  @Override
  public Set<String> types() {
    return Set.of(
        EventType.ARN_SAVED.wireName(),
        EventType.SCOPE_TOGGLED.wireName(),
        EventType.VERIFICATION_REQUESTED.wireName());
  }

  @Override
  public void handle(IncomingEvent event) {
    if (event.type().equals(EventType.ARN_SAVED.wireName())) {
      saved(read(event, ArnSaved.class));
    } else if (event.type().equals(EventType.VERIFICATION_REQUESTED.wireName())) {
      lookNow(read(event, VerificationRequested.class));
    }
  }

  /** An old wish costs a look more, so none is too old; for an unknown instance nothing is done. */
  private void lookNow(VerificationRequested event) {
    queue.request(TASK, "amazon-q/" + event.instanceUid());
  }

  private void saved(ArnSaved event) {
    DesiredConfig desired =
        new DesiredConfig(
            event.instanceUid(), environment(event), event.gatewayUrl(), event.revision());
    if (store.saveIfNewer(event.aggregate(), desired)) {
      queue.request(TASK, event.aggregate());
    }
  }

  private static <E extends Event> E read(IncomingEvent event, Class<E> record) {
    try {
      return EventJson.read(event.data(), record);
    } catch (EventJson.UnreadableEventException e) {
      throw new UnprocessableEventException(Reason.DATA);
    }
  }

  private static Environment environment(ArnSaved event) {
    return switch (event.gatewayEnvironment()) {
      case PRODUCTION -> Environment.PRODUCTION;
      case STAGING -> Environment.STAGING;
    };
  }
}
