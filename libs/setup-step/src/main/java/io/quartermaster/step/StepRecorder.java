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

  /** What is recorded of the step; empty while no settings are known. Locks the step. */
  public Optional<StepProgress> progress(StepKey key) {
    return steps.lock(key).map(SetupStepRow::progress);
  }

  /**
   * Begins a run, and publishes the start once for each revision of the settings.
   *
   * @return empty while no settings are known
   */
  public Optional<StepRun> begin(StepKey key, ReconcileRequest request) {
    return steps
        .lock(key)
        .map(
            row -> {
              if (row.progress().startIsDue()) {
                row.set(row.progress().started(), null);
                publisher.publish(
                    new StepStarted(key.step(), origin(key, row.progress(), clock.instant())));
              }
              return new StepRun(key, row.progress(), request);
            });
  }

  /**
   * The remote system is in the desired state. Published when that is the first success, or
   * something changed.
   *
   * @param changed whether something changed that people see: something was repaired, or shown
   * @return when the next drift check is
   */
  public ReconcileOutcome succeeded(
      StepRun run, boolean changed, Function<Origin, OutcomeEvent> event) {
    recordSuccess(run, changed, event);
    return new ReconcileOutcome.Settled(config.resyncInterval());
  }

  /** The same for a teardown, after which nothing is checked any more. */
  public ReconcileOutcome finished(StepRun run, Function<Origin, OutcomeEvent> event) {
    recordSuccess(run, false, event);
    return new ReconcileOutcome.Done();
  }

  private void recordSuccess(StepRun run, boolean changed, Function<Origin, OutcomeEvent> event) {
    current(run)
        .ifPresent(
            row -> {
              if (!row.progress().successIsDue(changed)) {
                row.set(row.progress().confirmed(), null);
                return;
              }
              row.set(row.progress().succeeded(), null);
              publisher.publish(event.apply(ended(run.key(), row.progress(), clock.instant())));
            });
  }

  /** Publishes how far the work is while more remains to be done. */
  public void progressed(StepRun run, Function<Origin, OutcomeEvent> event) {
    current(run)
        .ifPresent(
            row -> {
              row.set(row.progress().progressed(), null);
              publisher.publish(event.apply(origin(run.key(), row.progress(), clock.instant())));
            });
  }

  /** Something changed: the next success is published although the last one was, too. */
  public void requireOutcome(StepKey key) {
    steps.lock(key).ifPresent(row -> row.set(row.progress().withOutcomeDue(), row.failureCode));
  }

  /**
   * The remote system is not in the desired state. Published, except while it is settling.
   *
   * @return when the next attempt is: on resync after a refusal, else after a back-off that is
   *     shorter neither than the remote system requests nor than {@code
   *     setup-step.min-retry-interval}
   */
  public ReconcileOutcome failed(
      StepRun run, StepFailure failure, BiFunction<Origin, Failure, OutcomeEvent> event) {
    SetupStepRow row = current(run).orElse(null);
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
        row.set(row.progress().settling(now), row.failureCode);
        yield row.progress().settledTooLate(now, config.settleTimeout())
            ? failed(run, settling.otherwise(), event)
            : new ReconcileOutcome.Retry(settlingInterval(run.request()));
      }
    };
  }

  /** How long to leave a remote system alone that is settling. */
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
    row.set(row.progress().failed(), failure.code());
    LOG.warnf(
        "Step failed: step=%s instanceUid=%s settingsRevision=%d attempt=%d code=%s nextAttemptAt=%s",
        run.key().step().wireName(),
        run.instanceUid(),
        row.settingsRevision,
        row.attempts,
        failure.code(),
        nextAttemptAt == null ? "on resync" : nextAttemptAt);
    publisher.publish(
        event.apply(
            ended(run.key(), row.progress(), clock.instant()),
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

  /** Never shorter than the back-off, than what the remote system requests, and than the floor. */
  static Duration retryInterval(Duration backOff, @Nullable Duration retryAfter, Duration floor) {
    return Stream.of(backOff, retryAfter == null ? floor : retryAfter, floor)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Empty when newer settings were accepted since the run began. */
  private Optional<SetupStepRow> current(StepRun run) {
    return steps
        .lock(run.key())
        .filter(row -> row.settingsRevision == run.progress().settingsRevision());
  }

  /** Of an attempt that is under way. */
  private static Origin origin(StepKey key, StepProgress progress, Instant now) {
    return origin(key, progress, progress.attempts() + 1, now);
  }

  /** Of an attempt that is over. */
  private static Origin ended(StepKey key, StepProgress progress, Instant now) {
    return origin(key, progress, progress.attempts(), now);
  }

  private static Origin origin(StepKey key, StepProgress progress, int attempt, Instant now) {
    return new Origin(
        key.instanceUid(), progress.settingsRevision(), progress.outcomeRevision(), attempt, now);
  }
}
