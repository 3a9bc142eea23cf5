package io.quartermaster.iamprovisioner.decision;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the newest settings are, with the transitions that are allowed.
 *
 * @param settingsRevision the settings that are being answered
 * @param startedRevision the newest settings of which we said that we began
 * @param outcomeRevision grows with everything we say
 * @param attempts answers given to these settings so far
 * @param settlingSince since when AWS is catching up with itself; null when it is not
 */
public record Progress(
    long settingsRevision,
    Status status,
    long startedRevision,
    long outcomeRevision,
    int attempts,
    @Nullable Instant settlingSince) {

  /** Where the step is. */
  public enum Status {
    PENDING,
    IN_PROGRESS,
    DONE,
    FAILED
  }

  /** True until it was said once that work on these settings began. */
  public boolean toBeAnnounced() {
    return startedRevision < settingsRevision;
  }

  /** We say that we begin. */
  public Progress announced() {
    return new Progress(
        settingsRevision, Status.IN_PROGRESS, settingsRevision, outcomeRevision + 1, 0, null);
  }

  /**
   * True when being as wanted is news: the first time, after a failure, when something changed that
   * people see, and when somebody asked.
   */
  public boolean isNews(boolean changedOrAsked) {
    return status != Status.DONE || changedOrAsked;
  }

  /** We say that all is as wanted. */
  public Progress done() {
    return answered(Status.DONE, null);
  }

  /** We say that it is not, and why. A wait for AWS goes on: its patience is not renewed. */
  public Progress failed() {
    return answered(Status.FAILED, settlingSince);
  }

  /** AWS is catching up with itself; nothing to say yet. */
  public Progress settling(Instant now) {
    return new Progress(
        settingsRevision,
        status,
        startedRevision,
        outcomeRevision,
        attempts,
        settlingSince == null ? now : settlingSince);
  }

  /** True while it is too early to call the wait for AWS a failure. */
  public boolean isPatient(Instant now, Duration patience) {
    return settlingSince == null || now.isBefore(settlingSince.plus(patience));
  }

  /** As wanted as before, so nothing to say; a wait is over. */
  public Progress unchanged() {
    return new Progress(settingsRevision, status, startedRevision, outcomeRevision, attempts, null);
  }

  private Progress answered(Status next, @Nullable Instant settling) {
    return new Progress(
        settingsRevision, next, startedRevision, outcomeRevision + 1, attempts + 1, settling);
  }
}
