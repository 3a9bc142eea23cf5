package io.quartermaster.oauthregistrar.intake;

import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import io.quartermaster.oauthregistrar.decision.IamAccess;
import io.quartermaster.oauthregistrar.decision.RegistrationWork;
import io.quartermaster.oauthregistrar.store.RegistrationRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Stores that IAM access is there, if newer, and wakes the reconciler. */
@ApplicationScoped
class IamAccessIntake implements EventHandler {

  private final RegistrationRepository repository;
  private final ReconcileQueue queue;

  @Inject
  IamAccessIntake(RegistrationRepository repository, ReconcileQueue queue) {
    this.repository = repository;
    this.queue = queue;
  }

  @Override
  public Set<String> types() {
    return Set.of(EventType.IAM_ACCESS_PROVISIONED.wireName());
  }

  @Override
  public void handle(IncomingEvent event) {
    IamAccessProvisioned provisioned = EventData.read(event, IamAccessProvisioned.class);
    String instanceUid = provisioned.origin().instanceUid();
    IamAccess access =
        new IamAccess(
            provisioned.roleArn(),
            provisioned.origin().settingsRevision(),
            provisioned.origin().occurredAt());
    if (repository.storeIfNewer(instanceUid, access, provisioned.revision())) {
      queue.request(RegistrationWork.TASK, instanceUid);
    }
  }
}
