package io.quartermaster.messaging.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a run ended, for the record.
 *
 * @param word on the meter and in the table
 * @param failed whether attempts go on counting
 * @param next when it runs again; empty for not before the next request
 */
record RunEnd(String word, boolean failed, Optional<Instant> next) {

  static RunEnd of(ReconcileOutcome outcome, Instant now) {
    return switch (outcome) {
      case ReconcileOutcome.Settled settled ->
          new RunEnd("settled", false, Optional.of(now.plus(settled.resyncInterval())));
      case ReconcileOutcome.Retry retry ->
          new RunEnd("retry", true, Optional.of(now.plus(retry.after())));
      case ReconcileOutcome.Requeue goOn -> new RunEnd("requeued", false, Optional.of(now));
      case ReconcileOutcome.Done done -> new RunEnd("done", false, Optional.empty());
    };
  }

  static RunEnd exception(Duration backOff, Instant now) {
    return new RunEnd("exception", true, Optional.of(now.plus(backOff)));
  }

  /** The process stops; another one, or this one after its restart, begins at once. */
  static RunEnd cutShort(Instant now) {
    return new RunEnd("cut_short", false, Optional.of(now));
  }
}
