package io.quartermaster.membership.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quartermaster.contracts.Event;
import io.quartermaster.contracts.EventJson;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.MembershipFailed;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.ServiceAccountFailed;
import io.quartermaster.contracts.ServiceAccountReady;
import io.quartermaster.contracts.ServiceAccountReleased;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.membership.decision.DesiredInstance;
import io.quartermaster.membership.decision.MembershipCounts;
import io.quartermaster.membership.decision.RecordedAccount;
import io.quartermaster.membership.decision.SetupProgress;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.messaging.outbox.Outbox;
import io.quartermaster.messaging.outbox.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says what became of a step, in the transaction that records it. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class OutcomePublisher {

  private final Outbox outbox;
  private final Clock clock = Clock.systemUTC();

  OutcomePublisher(Outbox outbox) {
    this.outbox = outbox;
  }

  public void started(Step step, DesiredInstance desired, SetupProgress progress) {
    SetupStep named =
        switch (step) {
          case SERVICE_ACCOUNT -> SetupStep.SERVICE_ACCOUNT;
          case PROJECT_MEMBERSHIPS -> SetupStep.PROJECT_MEMBERSHIPS;
        };
    publish(new StepStarted(named, origin(desired, progress)));
  }

  public void accountReady(
      DesiredInstance desired, SetupProgress progress, RecordedAccount account) {
    publish(
        new ServiceAccountReady(
            origin(desired, progress),
            account.blocked()
                ? "Service account %s is blocked because Amazon Q is always off."
                    .formatted(account.username())
                : "Service account %s is active.".formatted(account.username()),
            account.userId(),
            account.username(),
            account.blocked()));
  }

  /** {@code username} is absent when there is no account. */
  public void accountReleased(
      DesiredInstance desired, SetupProgress progress, @Nullable String username) {
    publish(
        new ServiceAccountReleased(
            origin(desired, progress),
            username == null
                ? "No service account exists."
                : "Service account %s is blocked.".formatted(username),
            username));
  }

  public void progressed(DesiredInstance desired, SetupProgress progress, MembershipCounts counts) {
    Failure failure =
        counts.pending() == 0 && counts.refused() > 0 ? projectsRefused(counts.refused()) : null;
    publish(
        new MembershipProgressed(
            origin(desired, progress),
            failure == null ? detail(counts) : failure.detail(),
            counts.desired(),
            counts.settled(),
            counts.pending(),
            counts.refused(),
            failure));
  }

  private static String detail(MembershipCounts counts) {
    return counts.pending() > 0
        ? "Projects in the desired state: %d. Pending: %d."
            .formatted(counts.settled(), counts.pending())
        : "The service account has the Developer role in every project in scope (%d)."
            .formatted(counts.desired());
  }

  private static Failure projectsRefused(int refused) {
    return new Failure(
        Failure.Kind.REFUSED,
        FailureCodes.PROJECTS_REFUSED,
        "GitLab refused the membership change. Projects affected: %d.".formatted(refused),
        "Unlock membership in the groups of these projects, or add the Amazon Q service account as"
            + " a Developer manually, then save the settings again.",
        null);
  }

  /** {@code nextAttemptAt} is absent when a person must act first. */
  public void failed(
      Step step,
      DesiredInstance desired,
      SetupProgress progress,
      StepFailure failure,
      @Nullable Instant nextAttemptAt) {
    Failure.Kind kind =
        switch (failure) {
          case StepFailure.Refused refused -> Failure.Kind.REFUSED;
          case StepFailure.Unavailable away -> Failure.Kind.UNAVAILABLE;
          case StepFailure.Throttled throttled -> Failure.Kind.UNAVAILABLE;
        };
    var said = new Failure(kind, failure.code(), failure.detail(), failure.remedy(), nextAttemptAt);
    Origin origin = origin(desired, progress);
    publish(
        switch (step) {
          case SERVICE_ACCOUNT -> new ServiceAccountFailed(origin, said);
          case PROJECT_MEMBERSHIPS -> new MembershipFailed(origin, said);
        });
  }

  private Origin origin(DesiredInstance desired, SetupProgress progress) {
    return new Origin(
        desired.instanceUid(),
        desired.settingsRevision(),
        progress.outcomeRevision(),
        progress.attempt(),
        clock.instant());
  }

  private void publish(Event event) {
    EventType type = event.type();
    outbox.append(
        new OutgoingEvent(
            type.topic().topicName(),
            event.aggregate(),
            type.wireName(),
            event.aggregate(),
            new String(EventJson.write(event), UTF_8)));
  }
}
