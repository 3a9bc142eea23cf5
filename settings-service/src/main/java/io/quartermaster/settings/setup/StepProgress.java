package io.quartermaster.settings.setup;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.SetupStep;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one step is.
 *
 * @param settingsRevision the settings that the step works on
 * @param outcomeRevision the newest report that counted; 0 when there was none
 * @param since when the present state began
 * @param attempts how often it was tried for these settings
 * @param failure the last error; null when there is none, or the step got over it
 * @param failedAt when that error happened
 * @param look what was last seen for these settings; null before that, and of a service that does
 *     not tell
 * @param traceId the trace in which the newest report was made; null when it had none
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
    @Nullable StepLook look,
    @Nullable String traceId) {

  public StepProgress {
    requireNonNull(step, "step");
    requireNonNull(state, "state");
    requireNonNull(detail, "detail");
  }

  /** The step waits to be begun. */
  static StepProgress pending(SetupStep step, long settingsRevision, @Nullable Instant since) {
    String detail = since == null ? "Waits for the settings to be saved." : "Waits to be begun.";
    return new StepProgress(
        step, settingsRevision, 0, StepState.PENDING, since, 0, detail, null, null, null, null);
  }

  /**
   * The progress after a report; empty when the report changes nothing because a newer one counted
   * already. Newer is what answers newer settings, and among those the later report.
   */
  Optional<StepProgress> after(StepOutcome outcome) {
    boolean sameSettings = outcome.settingsRevision() == settingsRevision;
    boolean newer =
        outcome.settingsRevision() > settingsRevision
            || (sameSettings && outcome.revision() > outcomeRevision);
    if (!newer) {
      return Optional.empty();
    }
    boolean stays = sameSettings && outcome.state() == state;
    return Optional.of(
        new StepProgress(
            step,
            outcome.settingsRevision(),
            outcome.revision(),
            outcome.state(),
            stays ? since : outcome.occurredAt(),
            outcome.attempt(),
            outcome.detail(),
            outcome.failure(),
            outcome.failure() == null ? null : outcome.occurredAt(),
            sameSettings && outcome.look() == null ? look : outcome.look(),
            null));
  }

  /** The same, reported in this trace. */
  StepProgress reportedIn(@Nullable String trace) {
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
        look,
        trace);
  }
}
