package io.quartermaster.step;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.messaging.BackOff;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records how a run began and ended, and publishes it: both in the transaction of the caller, who
 * stores its observed state there too.
 *
 * <p>Failure semantics: a run whose settings were superseded meanwhile records and publishes
 * nothing; the newer settings have requested their own run.
 */
@ApplicationScoped
@Transactional(MANDATORY)
public class StepRecorder {

  private static final Logger LOG = Logger.getLogger(StepRecorder.class);
  private static final BackOff SETTLING =
      new BackOff(Duration.ofMillis(500), Duration.ofSeconds(10));

  private final SetupStepRepository steps;
  private final OutcomePublisher publisher;
  private final StepRequests requests;
  private final StepConfig config;
  private final Clock clock;

  StepRecorder(
      SetupStepRepository steps,
      OutcomePublisher publisher,
      StepRequests requests,
      StepConfig config,
      Clock clock) {
    this.steps = steps;
    this.publisher = publisher;
    this.requests = requests;
    this.config = config;
    this.clock = clock;
  }

  /** The recorded progress; empty while no settings are known. Locks the step. */
  public Optional<StepProgress> progress(StepKey key) {
    return steps.lock(key).map(row -> row.progress);
  }

  /**
   * Begins a run, and publishes the start once for each revision of the settings.
   *
   * @return empty while no settings are known
   */
  public Optional<StepRun> begin(StepKey key, ReconcileRequest request) {
    Optional<SetupStepRow> locked = steps.lock(key);
    locked
        .filter(row -> row.progress.startIsDue())
        .ifPresent(
            row -> {
              row.set(row.progress.inProgress(), null);
              publisher.publish(new StepStarted(key.step(), underWay(key, row.progress)));
            });
    return locked.map(row -> new StepRun(key, row.progress, request));
  }

  /**
   * The remote system is in the desired state. Published when that is the first success, or
   * something changed.
   *
   * @param changed whether to publish in any case, because this run repaired or observed something
   * @return when the next drift check is
   */
  public ReconcileOutcome succeeded(
      StepRun run, boolean changed, Function<Origin, OutcomeEvent> event) {
    recordSuccess(run, changed, event);
    return new ReconcileOutcome.Settled(config.resyncInterval());
  }

  /** The teardown is done: no more drift checks. */
  public ReconcileOutcome finished(StepRun run, Function<Origin, OutcomeEvent> event) {
    recordSuccess(run, false, event);
    return new ReconcileOutcome.Done();
  }

  private void recordSuccess(StepRun run, boolean changed, Function<Origin, OutcomeEvent> event) {
    SetupStepRow row = current(run);
    if (row != null && row.progress.successIsDue(changed)) {
      row.set(row.progress.succeeded(), null);
      publisher.publish(event.apply(ended(run.key(), row.progress)));
    } else if (row != null) {
      row.set(row.progress.confirmed(), null);
    }
  }

  /** Publishes the progress of a run that is not done. */
  public void progressed(StepRun run, Function<Origin, OutcomeEvent> event) {
    SetupStepRow row = current(run);
    if (row != null) {
      row.set(row.progress.inProgress(), null);
      publisher.publish(event.apply(underWay(run.key(), row.progress)));
    }
  }

  /** Publishes the next success even if the last outcome was a success. */
  public void requireOutcome(StepKey key) {
    steps.lock(key).ifPresent(row -> row.set(row.progress.withOutcomeDue(), row.failureCode));
  }

  /**
   * The remote system is not in the desired state. Published, except while it is settling.
   *
   * @return when the next attempt is: on resync after a refusal, else after a back-off that is not
   *     shorter than the remote system requests or than {@code setup-step.min-retry-interval}
   */
  public ReconcileOutcome failed(
      StepRun run, StepFailure failure, BiFunction<Origin, Failure, OutcomeEvent> event) {
    SetupStepRow row = current(run);
    if (row == null) {
      return new ReconcileOutcome.Done();
    }
    Instant now = clock.instant();
    return switch (failure) {
      case StepFailure.Refused refused -> {
        publish(row, run, refused, Failure.Kind.REFUSED, null, event);
        yield new ReconcileOutcome.Settled(config.resyncInterval());
      }
      case StepFailure.Unavailable unavailable -> {
        Duration wait = retryInterval(run.request().backOff(), unavailable.retryAfter());
        publish(row, run, unavailable, Failure.Kind.UNAVAILABLE, now.plus(wait), event);
        yield new ReconcileOutcome.Retry(wait);
      }
      case StepFailure.Settling settling -> {
        row.set(row.progress.settling(now), row.failureCode);
        yield row.progress.settledTooLate(now, config.settleTimeout())
            ? failed(run, settling.otherwise(), event)
            : new ReconcileOutcome.Retry(settlingInterval(run.request()));
      }
    };
  }

  /** The wait before the next check of a remote system that is settling. */
  public static Duration settlingInterval(ReconcileRequest request) {
    return SETTLING.after(request.attempt(), ThreadLocalRandom.current());
  }

  private void publish(
      SetupStepRow row,
      StepRun run,
      StepFailure failure,
      Failure.Kind kind,
      @Nullable Instant nextAttemptAt,
      BiFunction<Origin, Failure, OutcomeEvent> event) {
    row.set(row.progress.failed(), failure.code());
    LOG.warnf(
        "Step failed: step=%s instanceUid=%s settingsRevision=%d attempt=%d code=%s nextAttemptAt=%s",
        run.key().step().wireName(),
        run.instanceUid(),
        row.progress.settingsRevision(),
        row.progress.attempts(),
        failure.code(),
        nextAttemptAt == null ? "on resync" : nextAttemptAt);
    publisher.publish(
        event.apply(
            ended(run.key(), row.progress),
            new Failure(kind, failure.code(), failure.detail(), failure.remedy(), nextAttemptAt)));
  }

  /** Requests reconciliation of another step that depends on the result. */
  public void request(StepKey key) {
    requests.request(key);
  }

  /** The wait before a retry that is not the result of a failure. */
  public Duration retryInterval(Duration backOff, @Nullable Duration retryAfter) {
    return retryInterval(backOff, retryAfter, config.minRetryInterval());
  }

  /** The longest of the back-off, the wait that the remote system requests, and the floor. */
  static Duration retryInterval(Duration backOff, @Nullable Duration retryAfter, Duration floor) {
    return Stream.of(backOff, retryAfter == null ? floor : retryAfter, floor)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Null when newer settings were accepted since the run began. */
  private @Nullable SetupStepRow current(StepRun run) {
    return steps
        .lock(run.key())
        .filter(row -> row.progress.settingsRevision() == run.settingsRevision())
        .orElse(null);
  }

  private Origin underWay(StepKey key, StepProgress progress) {
    return origin(key, progress, progress.attempts() + 1);
  }

  private Origin ended(StepKey key, StepProgress progress) {
    return origin(key, progress, progress.attempts());
  }

  private Origin origin(StepKey key, StepProgress progress, int attempt) {
    return new Origin(
        key.instanceUid(),
        progress.settingsRevision(),
        progress.outcomeRevision(),
        attempt,
        clock.instant());
  }
}
