package io.quartermaster.membership.decision;

import java.util.Optional;

/**
 * What was said about a step so far.
 *
 * @param startedRevision the newest settings revision whose start was said
 * @param outcomeRevision grows with everything that is said about the step
 * @param attempt counts from 1 within a settings revision
 * @param answerOwed something changed or failed since the last "done", so the next one is said
 */
public record SetupProgress(
    long startedRevision, long outcomeRevision, int attempt, boolean answerOwed) {

  /** Work on these settings begins; empty when that was said before. */
  public Optional<SetupProgress> begun(long settingsRevision) {
    return settingsRevision > startedRevision
        ? Optional.of(new SetupProgress(settingsRevision, outcomeRevision + 1, 1, true))
        : Optional.empty();
  }

  /** It goes on; more will be said. */
  public SetupProgress underWay() {
    return new SetupProgress(startedRevision, outcomeRevision + 1, attempt, true);
  }

  /** It is done. */
  public SetupProgress answered() {
    return new SetupProgress(startedRevision, outcomeRevision + 1, attempt, false);
  }

  /** What is to be stored once a failure was said: the next try is another attempt. */
  public SetupProgress nextAttempt() {
    return new SetupProgress(startedRevision, outcomeRevision, attempt + 1, true);
  }

  /** Something changed that has to be told when it is done. */
  public SetupProgress owing() {
    return new SetupProgress(startedRevision, outcomeRevision, attempt, true);
  }
}
