package io.quartermaster.settings.setup;

import io.quartermaster.contracts.CreatedResource;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.SetupStep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
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
 * @param checkedAt when the last drift check for these settings ended; null before the first one,
 *     and for a service that publishes none
 * @param drift the differences that this check found
 * @param created what was created for these settings
 * @param refused the projects that GitLab refused; null when there are none
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
    @Nullable Instant checkedAt,
    List<Difference> drift,
    List<CreatedResource> created,
    @Nullable RefusedProjects refused,
    @Nullable String traceId,
    @Nullable Instant reportedAt,
    @Nullable Instant verificationRequestedAt,
    @Nullable Overdue overdue) {

  @SuppressWarnings("NullAway") // Rows that an earlier version has written have no such list.
  public StepProgress {
    drift = List.copyOf(drift);
    created = created == null ? List.of() : List.copyOf(created);
  }

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
        null,
        List.of(),
        List.of(),
        null,
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
    List<Difference> found = outcome.drift();
    boolean keepCheck = found == null && sameSettings;
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
            keepCheck ? checkedAt : found == null ? null : occurredAt,
            keepCheck ? drift : found == null ? List.of() : found,
            sameSettings ? union(created, outcome.created()) : outcome.created(),
            outcome.refused(),
            trace,
            occurredAt,
            null,
            null));
  }

  private static List<CreatedResource> union(
      List<CreatedResource> before, List<CreatedResource> now) {
    return Stream.concat(before.stream(), now.stream()).distinct().toList();
  }

  StepProgress verificationRequested(Instant at) {
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
        checkedAt,
        drift,
        created,
        refused,
        traceId,
        reportedAt,
        at,
        overdue);
  }

  StepProgress overdue(@Nullable Overdue owed) {
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
        checkedAt,
        drift,
        created,
        refused,
        traceId,
        reportedAt,
        verificationRequestedAt,
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
