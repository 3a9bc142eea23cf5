package io.quartermaster.settings.setup;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.SetupStep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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
 * @param traceId the trace of the newest outcome; null when it had none
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
    @Nullable String traceId) {

  public StepProgress {
    drift = List.copyOf(drift);
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
            trace));
  }
}
