package io.quartermaster.messaging.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The recorded result of a run.
 *
 * @param outcome in the meter and the table
 * @param failed whether the number of attempts continues to grow
 * @param next when it runs again; empty for not before the next request
 */
record RunResult(String outcome, boolean failed, Optional<Instant> next) {

  static RunResult of(ReconcileOutcome outcome, Instant now) {
    return switch (outcome) {
      case ReconcileOutcome.Settled(Duration resyncInterval) ->
          new RunResult("settled", false, Optional.of(now.plus(resyncInterval)));
      case ReconcileOutcome.Retry(Duration after) ->
          new RunResult("retry", true, Optional.of(now.plus(after)));
      case ReconcileOutcome.Requeue() -> new RunResult("requeued", false, Optional.of(now));
      case ReconcileOutcome.Done() -> new RunResult("done", false, Optional.empty());
    };
  }

  static RunResult exception(Duration backOff, Instant now) {
    return new RunResult("exception", true, Optional.of(now.plus(backOff)));
  }

  /** The process is stopping; another replica, or this one after its restart, runs at once. */
  static RunResult interrupted(Instant now) {
    return new RunResult("interrupted", false, Optional.of(now));
  }
}
