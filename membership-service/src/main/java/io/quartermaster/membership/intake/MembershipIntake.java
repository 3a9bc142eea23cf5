package io.quartermaster.membership.intake;

import static io.quartermaster.contracts.EventType.ARN_REMOVED;
import static io.quartermaster.contracts.EventType.ARN_SAVED;
import static io.quartermaster.contracts.EventType.OAUTH_APP_REMOVED;
import static io.quartermaster.contracts.EventType.SCOPE_TOGGLED;
import static io.quartermaster.contracts.EventType.VERIFICATION_REQUESTED;
import static io.quartermaster.contracts.SetupStep.PROJECT_MEMBERSHIPS;
import static io.quartermaster.contracts.SetupStep.SERVICE_ACCOUNT;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.OAuthAppRemoved;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.membership.decision.Availability;
import io.quartermaster.membership.decision.ScopeAvailability;
import io.quartermaster.membership.store.InstanceRepository;
import io.quartermaster.membership.store.MembershipRepository;
import io.quartermaster.membership.store.TreeRepository;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.EventIntake;
import io.quartermaster.step.SettingsEventHandler;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRequests;
import io.quartermaster.step.TypedEventHandler;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Stores newer settings and requests the steps that depend on them. Also stores that the
 * registration is deleted, which the disconnect of the account waits for.
 */
@ApplicationScoped
class MembershipIntake implements SettingsEventHandler {

  private final EventIntake intake;
  private final InstanceRepository instances;
  private final MembershipRepository memberships;
  private final TreeRepository tree;
  private final StepRequests steps;
  private final Clock clock;
  private final EventHandler outcomes =
      new TypedEventHandler<>(OAuthAppRemoved.class, Set.of(OAUTH_APP_REMOVED), this::handle);

  MembershipIntake(
      EventIntake intake,
      InstanceRepository instances,
      MembershipRepository memberships,
      TreeRepository tree,
      StepRequests steps,
      Clock clock) {
    this.intake = intake;
    this.instances = instances;
    this.memberships = memberships;
    this.tree = tree;
    this.steps = steps;
    this.clock = clock;
  }

  @Override
  public Set<EventType> types() {
    return Set.of(ARN_SAVED, ARN_REMOVED, SCOPE_TOGGLED, VERIFICATION_REQUESTED);
  }

  @Override
  public void handle(SettingsEvent event) {
    switch (event) {
      case ArnSaved saved -> connect(saved.instanceUid(), saved.revision());
      case ArnRemoved removed -> disconnect(removed.instanceUid(), removed.revision());
      case ScopeToggled toggled -> toggle(toggled);
      case VerificationRequested requested -> verify(requested.instanceUid());
    }
  }

  @Incoming("outcome-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, outcomes);
  }

  private void handle(OAuthAppRemoved removed) {
    Origin origin = removed.origin();
    if (instances.saveDeletedRegistration(origin.instanceUid(), origin.settingsRevision())) {
      steps.request(new StepKey(SERVICE_ACCOUNT, origin.instanceUid()));
    }
  }

  private void connect(String instanceUid, long revision) {
    if (instances.saveInstance(instanceUid, revision, false)) {
      memberships.outdatePlan();
      steps.accept(new StepKey(SERVICE_ACCOUNT, instanceUid), revision);
      steps.accept(new StepKey(PROJECT_MEMBERSHIPS, instanceUid), revision);
    }
  }

  private void disconnect(String instanceUid, long revision) {
    if (instances.saveInstance(instanceUid, revision, true)) {
      steps.accept(new StepKey(SERVICE_ACCOUNT, instanceUid), revision);
    }
  }

  private void toggle(ScopeToggled event) {
    ScopeAvailability scope = scope(event);
    if (instances.saveAvailability(scope, clock.instant())) {
      memberships.outdatePlan();
      // Read after the update, which waits for an ArnSaved that is being stored: either its
      // instance is found here, or its run finds the availability.
      instances.instanceUid().ifPresent(uid -> request(uid, scope.kind()));
    }
  }

  private void request(String instanceUid, ScopeAvailability.Kind kind) {
    if (kind == ScopeAvailability.Kind.INSTANCE) {
      steps.request(new StepKey(SERVICE_ACCOUNT, instanceUid));
    }
    steps.request(new StepKey(PROJECT_MEMBERSHIPS, instanceUid));
  }

  /** Requests are not ordered: one that arrives late costs an additional scan. */
  private void verify(String instanceUid) {
    if (instances.isCurrent(instanceUid)) {
      tree.outdateScan();
      memberships.retryRefused();
      steps.verify(new StepKey(SERVICE_ACCOUNT, instanceUid));
      steps.verify(new StepKey(PROJECT_MEMBERSHIPS, instanceUid));
    }
  }

  private static ScopeAvailability scope(ScopeToggled event) {
    return new ScopeAvailability(
        ScopeAvailability.Kind.valueOf(event.scope().kind().name()),
        event.scope().id(),
        event.availability() == null ? null : Availability.valueOf(event.availability().name()),
        event.revision());
  }
}
