package io.quartermaster.messaging.reconcile;

import java.time.Duration;

/** How a run ended, and so when the task runs again for this key. */
public sealed interface ReconcileOutcome {

  /** The world is as wanted, or a person must act; look again after this time (drift). */
  record Settled(Duration resyncInterval) implements ReconcileOutcome {}

  /** The other system did not answer; again after this time, at the latest. */
  record Retry(Duration after) implements ReconcileOutcome {}

  /** There is more to do; again at once, behind other work that is due. */
  record Requeue() implements ReconcileOutcome {}

  /** Nothing to do until the next request. */
  record Done() implements ReconcileOutcome {}
}
