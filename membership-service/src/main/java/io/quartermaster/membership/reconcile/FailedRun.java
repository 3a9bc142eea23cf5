package io.quartermaster.membership.reconcile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.DesiredInstance;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileOutcome.Retry;
import io.quartermaster.messaging.reconcile.ReconcileOutcome.Settled;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Ends a run that cannot go on: says why, and decides when the next one is. */
@ApplicationScoped
class FailedRun {

  private static final Logger LOG = Logger.getLogger(FailedRun.class);

  private final StepJournal journal;
  private final MembershipConfig config;
  private final Clock clock = Clock.systemUTC();

  FailedRun(StepJournal journal, MembershipConfig config) {
    this.journal = journal;
    this.config = config;
  }

  /** A refusal waits for a person; everything else is tried again, not before GitLab allows it. */
  ReconcileOutcome end(
      Step step, DesiredInstance desired, StepFailure failure, ReconcileRequest request) {
    return switch (failure) {
      case StepFailure.Refused refused -> {
        say(step, desired, failure, null);
        yield new Settled(config.resyncInterval());
      }
      case StepFailure.Unavailable away ->
          retry(step, desired, failure, longer(away.retryAfter(), request.backOff()));
      case StepFailure.Throttled throttled -> retry(step, desired, failure, throttled.retryAfter());
    };
  }

  private ReconcileOutcome retry(
      Step step, DesiredInstance desired, StepFailure failure, Duration wait) {
    say(step, desired, failure, clock.instant().plus(wait));
    return new Retry(wait);
  }

  private void say(
      Step step, DesiredInstance desired, StepFailure failure, @Nullable Instant nextAttemptAt) {
    LOG.warnf(
        "Step failed: step=%s settingsRevision=%d code=%s",
        step.key(), desired.settingsRevision(), failure.code());
    QuarkusTransaction.requiringNew()
        .run(() -> journal.failed(step, desired, failure, nextAttemptAt));
  }

  private static Duration longer(@Nullable Duration asked, Duration ours) {
    return asked != null && asked.compareTo(ours) > 0 ? asked : ours;
  }
}
