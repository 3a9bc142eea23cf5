package io.quartermaster.iamprovisioner.intake;

import static io.quartermaster.contracts.EventType.SERVICE_ACCOUNT_RELEASED;
import static io.quartermaster.contracts.SetupStep.IAM_ACCESS;

import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.ServiceAccountReleased;
import io.quartermaster.iamprovisioner.store.AccessRepository;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.EventIntake;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRequests;
import io.quartermaster.step.TypedEventHandler;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Stores that the service account was released, and requests the teardown that waits for it. The
 * event can overtake {@code ArnRemoved}, which is on another topic; the run is a drift check then.
 */
@ApplicationScoped
class OutcomeEventsConsumer {

  private final EventIntake intake;
  private final AccessRepository accesses;
  private final StepRequests steps;
  private final EventHandler handler =
      new TypedEventHandler<>(
          ServiceAccountReleased.class, Set.of(SERVICE_ACCOUNT_RELEASED), this::handle);

  OutcomeEventsConsumer(EventIntake intake, AccessRepository accesses, StepRequests steps) {
    this.intake = intake;
    this.accesses = accesses;
    this.steps = steps;
  }

  @Incoming("outcome-events")
  @Blocking
  void receive(ConsumerRecord<String, byte[]> message) {
    intake.receive(message, handler);
  }

  private void handle(ServiceAccountReleased released) {
    Origin origin = released.origin();
    accesses.recordAccountRelease(origin.instanceUid(), origin.settingsRevision());
    steps.request(new StepKey(IAM_ACCESS, origin.instanceUid()));
  }
}
