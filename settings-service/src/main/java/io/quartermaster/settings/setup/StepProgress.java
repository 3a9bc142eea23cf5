package io.quartermaster.settings.setup;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.SetupStep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The progress of one step.
 *
 * @param settingsRevision the settings that the step answers
 * @param outcomeRevision the newest outcome that was applied; 0 when there was none
 * @param since when the current state began
 * @param attempts the number of attempts for these settings
 * @param failure the last failure; null when there is none or the step recovered
 * @param failedAt when that failure happened
 * @param found what was reported besides the state; its fields are stored beside those of the step
 * @param traceId the trace of the newest outcome; null when it had none
 * @param reportedAt when the newest outcome happened; null before the first one
 * @param verificationRequestedAt when an unanswered verification was requested; null without one
 * @param overdue the outcome that the service owes and that is late; null when none is
 */
public record StepProgress(
    SetupStep step,
    long settingsRevision,
    long outcomeRevision,
    StepState state,
    @Nullable Instant since,
    int attempts,
    String detail,
    @Nullable Failure failure,
    @Nullable Instant failedAt,
    @JsonUnwrapped StepFindings found,
    @Nullable String traceId,
    @Nullable Instant reportedAt,
    @Nullable Instant verificationRequestedAt,
    @Nullable Overdue overdue) {

  static StepProgress pending(SetupStep step, long settingsRevision, @Nullable Instant since) {
    return new StepProgress(
        step,
        settingsRevision,
        0,
        StepState.PENDING,
        since,
        0,
        since == null ? "Not started: the settings have not been saved." : "Not started.",
        null,
        null,
        StepFindings.NONE,
        null,
        null,
        null,
        null);
  }

  /**
   * The progress after an outcome; empty when a newer one was applied already. Newer is what
   * answers newer settings, and among those the greater outcome revision.
   */
  Optional<StepProgress> after(Origin origin, StepOutcome outcome, @Nullable String trace) {
    boolean sameSettings = origin.settingsRevision() == settingsRevision;
    boolean newer =
        origin.settingsRevision() > settingsRevision
            || (sameSettings && origin.revision() > outcomeRevision);
    if (!newer) {
      return Optional.empty();
    }
    // The precision of the database: streams show the same value as later reads.
    Instant occurredAt = origin.occurredAt().truncatedTo(ChronoUnit.MICROS);
    boolean sameState = sameSettings && outcome.state() == state;
    StepFindings foundBefore = sameSettings ? found : StepFindings.NONE;
    return Optional.of(
        new StepProgress(
            step,
            origin.settingsRevision(),
            origin.revision(),
            outcome.state(),
            sameState ? since : occurredAt,
            origin.attempt(),
            outcome.detail(),
            outcome.failure(),
            outcome.failure() == null ? null : occurredAt,
            foundBefore.with(outcome, occurredAt),
            trace,
            occurredAt,
            null,
            null));
  }

  StepProgress verificationRequested(Instant at) {
    return owing(at, overdue);
  }

  StepProgress overdue(@Nullable Overdue owed) {
    return owing(verificationRequestedAt, owed);
  }

  private StepProgress owing(@Nullable Instant verification, @Nullable Overdue owed) {
    return new StepProgress(
        step,
        settingsRevision,
        outcomeRevision,
        state,
        since,
        attempts,
        detail,
        failure,
        failedAt,
        found,
        traceId,
        reportedAt,
        verification,
        owed);
  }

  /**
   * The outcome that the service owes first; empty when it owes none.
   *
   * @param unblockedAt since when the step can start
   * @param tolerated how much later than expected it may be
   */
  Optional<Overdue> owed(Instant unblockedAt, Duration tolerated) {
    long seconds = tolerated.toSeconds();
    Stream<Overdue> announced =
        Stream.concat(
            Stream.ofNullable(failure)
                .flatMap(last -> Stream.ofNullable(last.nextAttemptAt()))
                .map(at -> new Overdue(Overdue.What.NEXT_ATTEMPT, at, seconds)),
            Stream.ofNullable(verificationRequestedAt)
                .map(at -> new Overdue(Overdue.What.VERIFICATION, at, seconds)));
    Optional<Overdue> first = announced.min(Comparator.comparing(Overdue::dueAt));
    return switch (state) {
      case PENDING -> Optional.of(new Overdue(Overdue.What.START, unblockedAt, seconds));
      case IN_PROGRESS ->
          first.or(
              () ->
                  Optional.ofNullable(reportedAt)
                      .map(at -> new Overdue(Overdue.What.RESULT, at, seconds)));
      case DONE, FAILED -> first;
    };
  }
}
