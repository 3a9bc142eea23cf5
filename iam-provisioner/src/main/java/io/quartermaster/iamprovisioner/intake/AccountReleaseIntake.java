package io.quartermaster.iamprovisioner.intake;

import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.ServiceAccountReleased;
import io.quartermaster.iamprovisioner.store.AccountReleases;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Stores that the service account was let go of, and wakes the take-down that waits for it. It may
 * overtake the {@code ArnRemoved}, which is on another topic: then the access that is still wanted
 * is looked at once more, and the take-down begins with the removal.
 */
@ApplicationScoped
class AccountReleaseIntake implements EventHandler {
  private final AccountReleases ends;
  private final ReconcileQueue queue;

  AccountReleaseIntake(AccountReleases ends, ReconcileQueue queue) {
    this.ends = ends;
    this.queue = queue;
  }

  @Override
  public Set<String> types() {
    return Set.of(EventType.SERVICE_ACCOUNT_RELEASED.wireName());
  }

  @Override
  public void handle(IncomingEvent event) {
    ServiceAccountReleased released = EventData.read(event, ServiceAccountReleased.class);
    String uid = released.origin().instanceUid();
    ends.save(uid, released.origin().settingsRevision());
    queue.request(DesiredAccessIntake.TASK, "amazon-q/" + uid);
  }
}
