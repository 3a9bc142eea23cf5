package io.quartermaster.messaging.reconcile;

import java.time.Duration;

/** The result of a run, which determines when the task runs again for this key. */
public sealed interface ReconcileOutcome {

  /** In the desired state, or a person must act; check for drift after this interval. */
  record Settled(Duration resyncInterval) implements ReconcileOutcome {}

  /** The other system is unavailable; runs again after this time. */
  record Retry(Duration after) implements ReconcileOutcome {}

  /** There is more to do; runs again at once, after other work that is due. */
  record Requeue() implements ReconcileOutcome {}

  /** Nothing to do until the next request. */
  record Done() implements ReconcileOutcome {}
}
