package io.quartermaster.oauthregistrar.decision;

/**
 * How far the step is for the newest save that it was begun for.
 *
 * @param attempt counts from 1 within one settings revision; 0 before the first
 * @param outcomeRevision grows with every outcome that is said
 */
public record StepProgress(
    long settingsRevision, Status status, int attempt, long outcomeRevision) {

  /** Before anything was tried. */
  public static StepProgress none() {
    return new StepProgress(0, Status.PENDING, 0, 0);
  }

  /** What became of the step. */
  public enum Status {
    PENDING,
    IN_PROGRESS,
    DONE,
    FAILED
  }

  /** Work on these settings has not begun yet, so it is to be said that it does. */
  public boolean isNewFor(DesiredRegistration desired) {
    return settingsRevision < desired.settingsRevision();
  }

  /** These settings were answered with success. */
  public boolean isDoneFor(DesiredRegistration desired) {
    return settingsRevision == desired.settingsRevision() && status == Status.DONE;
  }

  /** The first attempt for these settings; takes an outcome revision to say so. */
  public StepProgress started(DesiredRegistration desired) {
    return new StepProgress(desired.settingsRevision(), Status.IN_PROGRESS, 1, outcomeRevision + 1);
  }

  /** One more attempt for the same settings. */
  public StepProgress tryAgain() {
    return new StepProgress(settingsRevision, Status.IN_PROGRESS, attempt + 1, outcomeRevision);
  }

  public StepProgress done() {
    return new StepProgress(settingsRevision, Status.DONE, attempt, outcomeRevision + 1);
  }

  public StepProgress failed() {
    return new StepProgress(settingsRevision, Status.FAILED, attempt, outcomeRevision + 1);
  }
}
