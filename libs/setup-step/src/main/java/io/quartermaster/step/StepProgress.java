package io.quartermaster.step;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the newest settings are, with the transitions that are allowed.
 *
 * @param settingsRevision the newest accepted settings
 * @param attempts finished attempts for these settings
 * @param outcomeRevision revision of the last published outcome; never decreases
 * @param outcomeDue something changed since the last outcome, so the next success is published
 * @param settlingSince since when the remote system is not consistent; null when it is
 */
@Embeddable
public record StepProgress(
    long settingsRevision,
    @Enumerated(EnumType.STRING) Status status,
    int attempts,
    long outcomeRevision,
    boolean outcomeDue,
    @Nullable Instant settlingSince) {

  /** Where the step is. */
  public enum Status {
    /** Accepted; the start has not been published yet. */
    PENDING,
    IN_PROGRESS,
    DONE,
    FAILED
  }

  /** Before the first settings. */
  static StepProgress none() {
    return new StepProgress(0, Status.DONE, 0, 0, false, null);
  }

  public boolean isDone() {
    return status == Status.DONE;
  }

  boolean isOlderThan(long revision) {
    return settingsRevision < revision;
  }

  boolean startIsDue() {
    return status == Status.PENDING;
  }

  /** Whether a success must be published: it is the first one, or something changed. */
  boolean successIsDue(boolean changed) {
    return !isDone() || changed || outcomeDue;
  }

  /** Until when inconsistency counts as settling. */
  Instant settlesUntil(Instant now, Duration timeout) {
    return (settlingSince == null ? now : settlingSince).plus(timeout);
  }

  StepProgress accepted(long newerRevision) {
    return new StepProgress(newerRevision, Status.PENDING, 0, outcomeRevision, false, null);
  }

  StepProgress inProgress() {
    return with(Status.IN_PROGRESS, attempts, outcomeRevision + 1, outcomeDue, null);
  }

  StepProgress succeeded() {
    return with(Status.DONE, attempts + 1, outcomeRevision + 1, false, null);
  }

  /** The same success as before: nothing to publish. */
  StepProgress confirmed() {
    return with(status, attempts, outcomeRevision, outcomeDue, null);
  }

  /** A failure does not restart the time that the remote system has for settling. */
  StepProgress failed() {
    return with(Status.FAILED, attempts + 1, outcomeRevision + 1, outcomeDue, settlingSince);
  }

  StepProgress settling(Instant now) {
    Instant since = settlingSince == null ? now : settlingSince;
    return with(status, attempts, outcomeRevision, outcomeDue, since);
  }

  StepProgress withOutcomeDue() {
    return with(status, attempts, outcomeRevision, true, settlingSince);
  }

  /** Somebody expects an answer, and may have acted: the time for settling starts again. */
  StepProgress verificationRequested() {
    return with(status, attempts, outcomeRevision, true, null);
  }

  private StepProgress with(
      Status newStatus, int newAttempts, long newRevision, boolean due, @Nullable Instant since) {
    return new StepProgress(settingsRevision, newStatus, newAttempts, newRevision, due, since);
  }
}
