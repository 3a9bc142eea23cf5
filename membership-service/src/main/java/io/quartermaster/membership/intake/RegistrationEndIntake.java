package io.quartermaster.membership.intake;

import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.OAuthAppRemoved;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.store.SettingsRepository;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Stores that a registration has ended, and wakes the step that waits for it. */
@ApplicationScoped
class RegistrationEndIntake implements EventHandler {

  private final SettingsRepository settings;
  private final ReconcileQueue queue;

  RegistrationEndIntake(SettingsRepository settings, ReconcileQueue queue) {
    this.settings = settings;
    this.queue = queue;
  }

  @Override
  public Set<String> types() {
    return Set.of(EventType.OAUTH_APP_REMOVED.wireName());
  }

  @Override
  public void handle(IncomingEvent event) {
    OAuthAppRemoved removed = EventData.read(event, OAuthAppRemoved.class);
    if (settings.saveRegistrationEnd(
        removed.origin().instanceUid(), removed.origin().settingsRevision())) {
      queue.request(Step.SERVICE_ACCOUNT.task(), Step.WORK_KEY);
    }
  }
}
