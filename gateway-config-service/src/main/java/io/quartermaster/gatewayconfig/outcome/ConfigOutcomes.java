package io.quartermaster.gatewayconfig.outcome;

import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.gatewayconfig.decision.NodeFailure;
import io.quartermaster.gatewayconfig.decision.Progress;
import io.quartermaster.messaging.outbox.Outbox;
import io.quartermaster.messaging.outbox.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Says on the outcome topic what became of the desired configuration. Demands an open transaction,
 * the one that stores the same progress.
 */
@ApplicationScoped
public class ConfigOutcomes {
  private final Outbox outbox;

  ConfigOutcomes(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Work on these settings begins. */
  public void started(String instanceUid, Progress progress, Instant now) {
    Origin origin = origin(instanceUid, progress, progress.attempts() + 1, now);
    append(new StepStarted(SetupStep.GATEWAY_CONFIGURATION, origin));
  }

  /** Every node is as wanted. */
  public void pushed(String instanceUid, Progress progress, int nodes, Instant now) {
    append(
        new GatewayConfigPushed(
            origin(instanceUid, progress, progress.attempts(), now),
            "The configuration is applied on every GitLab node (%d).".formatted(nodes),
            nodes));
  }

  /**
   * A node is not as wanted.
   *
   * @param nextAttempt when it is tried again by itself; not said when a person must act
   */
  public void failed(
      String instanceUid, Progress progress, NodeFailure why, Instant nextAttempt, Instant now) {
    Failure failure =
        switch (why.kind()) {
          case REFUSED ->
              new Failure(Failure.Kind.REFUSED, why.code(), why.detail(), why.remedy(), null);
          case UNAVAILABLE ->
              new Failure(
                  Failure.Kind.UNAVAILABLE, why.code(), why.detail(), why.remedy(), nextAttempt);
        };
    append(
        new GatewayConfigFailed(origin(instanceUid, progress, progress.attempts(), now), failure));
  }

  private static Origin origin(String instanceUid, Progress progress, int attempt, Instant now) {
    return new Origin(
        instanceUid, progress.settingsRevision(), progress.outcomeRevision(), attempt, now);
  }

  private void append(OutcomeEvent event) {
    outbox.append(
        new OutgoingEvent(
            event.type().topic().topicName(),
            event.aggregate(),
            event.type().wireName(),
            event.aggregate(),
            new String(EventJson.write(event), StandardCharsets.UTF_8)));
  }
}
