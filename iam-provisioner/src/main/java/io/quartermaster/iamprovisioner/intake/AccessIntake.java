package io.quartermaster.iamprovisioner.intake;

import static io.quartermaster.contracts.EventType.ARN_REMOVED;
import static io.quartermaster.contracts.EventType.ARN_SAVED;
import static io.quartermaster.contracts.EventType.SERVICE_ACCOUNT_RELEASED;
import static io.quartermaster.contracts.EventType.VERIFICATION_REQUESTED;
import static io.quartermaster.contracts.SetupStep.IAM_ACCESS;
import static io.quartermaster.iamprovisioner.decision.DesiredState.ABSENT;
import static io.quartermaster.iamprovisioner.decision.DesiredState.PRESENT;
import static io.quartermaster.iamprovisioner.decision.DesiredState.RELEASED;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.ServiceAccountReleased;
import io.quartermaster.contracts.SettingsEvent;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.iamprovisioner.IamProvisionerConfig;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.DesiredState;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import io.quartermaster.iamprovisioner.decision.policy.KeyPolicy;
import io.quartermaster.iamprovisioner.store.AccessRepository;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.EventIntake;
import io.quartermaster.step.SettingsEventHandler;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRequests;
import io.quartermaster.step.TypedEventHandler;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Stores the access that newer settings specify. Values that AWS would reject are stored, too: the
 * reconciler turns them into a failed step that the administrator sees.
 *
 * <p>Also stores that the service account was released, and requests the teardown that waits for
 * it. That event can overtake {@code ArnRemoved}, which is on another topic; the run is a drift
 * check then.
 */
@ApplicationScoped
class AccessIntake implements SettingsEventHandler {
  private static final Logger LOG = Logger.getLogger(AccessIntake.class);

  private final EventIntake intake;
  private final AccessRepository accesses;
  private final StepRequests steps;
  private final IamProvisionerConfig config;
  private final EventHandler outcomes =
      new TypedEventHandler<>(
          ServiceAccountReleased.class, Set.of(SERVICE_ACCOUNT_RELEASED), this::handle);

  AccessIntake(
      EventIntake intake,
      AccessRepository accesses,
      StepRequests steps,
      IamProvisionerConfig config) {
    this.intake = intake;
    this.accesses = accesses;
    this.steps = steps;
    this.config = config;
  }

  @Override
  public Set<EventType> types() {
    return Set.of(ARN_SAVED, ARN_REMOVED, VERIFICATION_REQUESTED);
  }

  @Override
  public void handle(SettingsEvent event) {
    switch (event) {
      case ArnSaved saved -> save(saved);
      case ArnRemoved removed -> save(removed);
      case VerificationRequested requested -> {
        if (accesses.requestVerification(requested.instanceUid(), requested.revision())) {
          steps.verify(step(requested.instanceUid()));
        }
      }
      case ScopeToggled toggled -> throw SettingsEventHandler.notHandled(toggled);
    }
  }

  @Incoming("outcome-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, outcomes);
  }

  private void handle(ServiceAccountReleased released) {
    Origin origin = released.origin();
    accesses.recordAccountRelease(origin.instanceUid(), origin.settingsRevision());
    steps.request(step(origin.instanceUid()));
  }

  private void save(ArnSaved event) {
    if (steps.accept(step(event.instanceUid()), event.revision())) {
      AccessTarget target = target(event.instanceUid(), event.role(), event.identityProvider());
      logKeyPolicy(target.role());
      accesses
          .save(target, PRESENT, event.gitlabUrl(), event.changedAt())
          .forEach(instance -> steps.request(step(instance)));
    }
  }

  private void save(ArnRemoved event) {
    if (steps.accept(step(event.instanceUid()), event.revision())) {
      AccessTarget target = target(event.instanceUid(), event.role(), event.identityProvider());
      DesiredState state = event.deleteIamResources() ? ABSENT : RELEASED;
      accesses
          .save(target, state, event.gitlabUrl(), event.changedAt())
          .forEach(instance -> steps.request(step(instance)));
    }
  }

  private void logKeyPolicy(RoleArn role) {
    config
        .kmsKey()
        .flatMap(key -> KeyPolicy.statement(key, role.text()))
        .ifPresent(
            statement ->
                LOG.infof("Add this statement to the policy of the KMS key: %s", statement));
  }

  private static StepKey step(String instanceUid) {
    return new StepKey(IAM_ACCESS, instanceUid);
  }

  private static AccessTarget target(
      String instanceUid, ArnSaved.Role role, ArnSaved.IdentityProvider provider) {
    return new AccessTarget(
        instanceUid,
        role.roleArn(),
        provider.providerUrl(),
        provider.audience(),
        PreviousResources.none());
  }
}
