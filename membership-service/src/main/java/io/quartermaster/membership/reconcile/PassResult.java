package io.quartermaster.membership.reconcile;

import io.quartermaster.step.StepFailure;
import java.time.Duration;

/** How a pass over the projects ended. Its progress is in the database. */
sealed interface PassResult {

  record Finished() implements PassResult {}

  /** The maximum run time is over. */
  record TimeUp() implements PassResult {}

  /** GitLab limits the rate of requests for some more time. */
  record Paused(Duration left) implements PassResult {}

  /** GitLab no longer has the account. */
  record AccountDeleted() implements PassResult {}

  record Failed(StepFailure failure) implements PassResult {}
}
