package io.quartermaster.settings.setup;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a service reported about a step, in this service's words.
 *
 * @param settingsRevision the settings it answers
 * @param revision grows with every report about the step
 * @param detail one sentence for the administrator
 * @param failure why the step is not done; null when nothing is wrong
 * @param look what was seen; null when the report tells of no look
 */
record StepOutcome(
    long settingsRevision,
    long revision,
    int attempt,
    Instant occurredAt,
    StepState state,
    String detail,
    @Nullable Failure failure,
    @Nullable StepLook look) {

  StepOutcome {
    requireNonNull(occurredAt, "occurredAt");
    requireNonNull(state, "state");
    requireNonNull(detail, "detail");
    // As fine as they are stored: what listeners are told at once is what is read later.
    occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    failure = failure == null ? null : stored(failure);
  }

  private static Failure stored(Failure failure) {
    Instant next = failure.nextAttemptAt();
    return new Failure(
        failure.kind(),
        failure.code(),
        failure.detail(),
        failure.remedy(),
        next == null ? null : next.truncatedTo(ChronoUnit.MICROS));
  }
}
