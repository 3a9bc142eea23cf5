package io.quartermaster.oauthregistrar.outcome;

import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.OAuthAppRemoved;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.messaging.outbox.Outbox;
import io.quartermaster.messaging.outbox.OutgoingEvent;
import io.quartermaster.oauthregistrar.decision.StepFailure;
import io.quartermaster.oauthregistrar.decision.StepProgress;
import io.quartermaster.oauthregistrar.decision.TakenApplication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says what became of the step, in the transaction that records it. */
@ApplicationScoped
public class RegistrationOutcomes {

  private final Outbox outbox;

  @Inject
  RegistrationOutcomes(Outbox outbox) {
    this.outbox = outbox;
  }

  public void started(String instanceUid, StepProgress progress, Instant at) {
    append(new StepStarted(SetupStep.OAUTH_APPLICATION, origin(instanceUid, progress, at)));
  }

  public void registered(
      String instanceUid, StepProgress progress, TakenApplication application, Instant at) {
    append(
        new OAuthAppRegistered(
            origin(instanceUid, progress, at),
            "The OAuth application is registered with Amazon Q (client ID %s)."
                .formatted(application.clientId()),
            application.id(),
            application.clientId()));
  }

  public void removed(String instanceUid, StepProgress progress, Instant at) {
    append(
        new OAuthAppRemoved(
            origin(instanceUid, progress, at),
            "The registration with Amazon Q and the OAuth application are deleted."));
  }

  /** Says a failure; {@code nextAttemptAt} is null when a person must act first. */
  public void failed(
      String instanceUid,
      StepProgress progress,
      StepFailure failure,
      @Nullable Instant nextAttemptAt,
      Instant at) {
    append(
        new OAuthAppFailed(
            origin(instanceUid, progress, at),
            new Failure(
                kind(failure), failure.code(), failure.detail(), failure.remedy(), nextAttemptAt)));
  }

  private static Failure.Kind kind(StepFailure failure) {
    return switch (failure) {
      case StepFailure.Refused refused -> Failure.Kind.REFUSED;
      case StepFailure.Unavailable unavailable -> Failure.Kind.UNAVAILABLE;
    };
  }

  private static Origin origin(String instanceUid, StepProgress progress, Instant at) {
    return new Origin(
        instanceUid,
        progress.settingsRevision(),
        progress.outcomeRevision(),
        progress.attempt(),
        at);
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
