package io.quartermaster.membership.reconcile;

import static java.util.Objects.requireNonNull;

import io.quartermaster.membership.decision.StepFailure;
import java.time.Duration;

/** How a part of a run over the projects ended. */
sealed interface Stage {

  record Finished() implements Stage {}

  /** The slice is over; the rest is in the database. */
  record OutOfTime() implements Stage {}

  /** GitLab asked to be left alone a while longer. */
  record Paused(Duration left) implements Stage {
    public Paused {
      requireNonNull(left, "left");
    }
  }

  /** GitLab no longer has the account that is to be a member. */
  record AccountGone() implements Stage {}

  record Stopped(StepFailure failure) implements Stage {
    public Stopped {
      requireNonNull(failure, "failure");
    }
  }
}
