package io.quartermaster.gatewayconfig.decision;

/**
 * How far the newest settings of an instance are, and what was said about them.
 *
 * @param startedRevision the newest settings of which it was said that work began
 * @param outcomeRevision the revision of the last outcome; grows for ever
 * @param attempts runs of these settings of which an outcome was said
 */
public record Progress(
    long settingsRevision,
    Status status,
    long startedRevision,
    long outcomeRevision,
    int attempts) {

  /** Where the settings are. */
  public enum Status {
    PENDING,
    IN_PROGRESS,
    DONE,
    FAILED
  }

  /** Whether it must still be said that work began. */
  public boolean begins() {
    return startedRevision < settingsRevision;
  }

  /** Work began, and it was said. */
  public Progress started() {
    return new Progress(
        settingsRevision, Status.IN_PROGRESS, settingsRevision, outcomeRevision + 1, attempts);
  }

  /** Whether a success is news: it was not said yet, or something had to be repaired. */
  public boolean isNews(Rollout.Settled settled) {
    return status != Status.DONE || settled.changed();
  }

  /** A run ended well, and it was said. */
  public Progress done() {
    return ended(Status.DONE);
  }

  /** A run ended with a failure, and it was said. */
  public Progress failed() {
    return ended(Status.FAILED);
  }

  private Progress ended(Status ending) {
    return new Progress(
        settingsRevision, ending, startedRevision, outcomeRevision + 1, attempts + 1);
  }
}
