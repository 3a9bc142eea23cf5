package io.quartermaster.iamprovisioner.intake;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.Wanted;
import io.quartermaster.iamprovisioner.store.AccessStore;
import io.quartermaster.iamprovisioner.store.NewAccess;
import io.quartermaster.iamprovisioner.store.Succession;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * Stores what a newer {@code ArnSaved} or {@code ArnRemoved} wants and asks for its reconciliation,
 * inside the transaction of the claim; a {@code VerificationRequested} asks for it too, and for an
 * answer. {@code ScopeToggled} is known and says nothing about IAM.
 *
 * <p>Values that AWS would not take are stored all the same: the reconciler turns them into a
 * failed step that the administrator sees, which a dead letter is not.
 */
@ApplicationScoped
public class DesiredAccessIntake implements EventHandler {
  /** The reconcile task that the settings wake. */
  public static final String TASK = "iam-access";

  private final AccessStore store;
  private final Succession succession;
  private final ReconcileQueue queue;

  DesiredAccessIntake(AccessStore store, Succession succession, ReconcileQueue queue) {
    this.store = store;
    this.succession = succession;
    this.queue = queue;
  }

  @Override
  public Set<String> types() {
    return Set.of(
        EventType.ARN_SAVED.wireName(),
        EventType.ARN_REMOVED.wireName(),
        EventType.SCOPE_TOGGLED.wireName(),
        EventType.VERIFICATION_REQUESTED.wireName());
  }

  @Override
  public void handle(IncomingEvent event) {
    if (event.type().equals(EventType.ARN_SAVED.wireName())) {
      saved(EventData.read(event, ArnSaved.class));
    } else if (event.type().equals(EventType.ARN_REMOVED.wireName())) {
      removed(EventData.read(event, ArnRemoved.class));
    } else if (event.type().equals(EventType.VERIFICATION_REQUESTED.wireName())) {
      lookNow(EventData.read(event, VerificationRequested.class));
    }
  }

  /** May overtake the settings, which are another aggregate; their own first run is a look then. */
  private void lookNow(VerificationRequested event) {
    String aggregate = "amazon-q/" + event.instanceUid();
    if (store.ask(aggregate, event.revision())) {
      queue.request(TASK, aggregate);
    }
  }

  private void saved(ArnSaved event) {
    NewAccess access =
        new NewAccess(
            event.aggregate(),
            target(event.instanceUid(), event.role(), event.identityProvider()),
            Wanted.PRESENT,
            event.gitlabUrl(),
            event.revision(),
            event.changedAt());
    Set<String> toLookAt = store.saveIfNewer(access);
    toLookAt.forEach(each -> queue.request(TASK, each));
    if (!toLookAt.isEmpty()) {
      succession
          .settle(access.gitlabUrl(), access.target().role())
          .forEach(heir -> queue.request(TASK, heir));
    }
  }

  private void removed(ArnRemoved event) {
    NewAccess access =
        new NewAccess(
            event.aggregate(),
            target(event.instanceUid(), event.role(), event.identityProvider()),
            event.deleteIamResources() ? Wanted.ABSENT : Wanted.RELEASED,
            event.gitlabUrl(),
            event.revision(),
            event.changedAt());
    store.saveIfNewer(access).forEach(each -> queue.request(TASK, each));
  }

  private static AccessTarget target(
      String instanceUid, ArnSaved.Role role, ArnSaved.IdentityProvider provider) {
    return new AccessTarget(
        instanceUid,
        role.roleArn(),
        provider.providerUrl(),
        provider.audience(),
        List.of(),
        List.of());
  }
}
