package io.quartermaster.oauthregistrar.intake;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.RegistrationWork;
import io.quartermaster.oauthregistrar.store.RegistrationRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * Stores what a save or a disconnect asks for, if newer, and wakes the reconciler. A wish to look
 * now wakes it alone.
 */
@ApplicationScoped
class SettingsIntake implements EventHandler {

  private final RegistrationRepository repository;
  private final ReconcileQueue queue;

  @Inject
  SettingsIntake(RegistrationRepository repository, ReconcileQueue queue) {
    this.repository = repository;
    this.queue = queue;
  }

  @Override
  public Set<String> types() {
    return Set.of(
        EventType.ARN_SAVED.wireName(),
        EventType.ARN_REMOVED.wireName(),
        EventType.VERIFICATION_REQUESTED.wireName());
  }

  @Override
  public void handle(IncomingEvent event) {
    if (event.type().equals(EventType.VERIFICATION_REQUESTED.wireName())) {
      lookNow(EventData.read(event, VerificationRequested.class));
    } else if (event.type().equals(EventType.ARN_SAVED.wireName())) {
      store(wanted(EventData.read(event, ArnSaved.class)));
    } else {
      store(unwanted(EventData.read(event, ArnRemoved.class)));
    }
  }

  /** An old wish costs a look more, so none is too old; for an unknown instance nothing is done. */
  private void lookNow(VerificationRequested event) {
    queue.request(RegistrationWork.TASK, event.instanceUid());
  }

  private void store(DesiredRegistration desired) {
    if (repository.storeIfNewer(desired)) {
      queue.request(RegistrationWork.TASK, desired.instanceUid());
    }
  }

  private static DesiredRegistration wanted(ArnSaved event) {
    return new DesiredRegistration(
        event.instanceUid(),
        event.gitlabUrl(),
        event.role().arn(),
        event.gatewayUrl(),
        false,
        event.revision());
  }

  private static DesiredRegistration unwanted(ArnRemoved event) {
    return new DesiredRegistration(
        event.instanceUid(),
        event.gitlabUrl(),
        event.role().arn(),
        event.gatewayUrl(),
        true,
        event.revision());
  }
}
