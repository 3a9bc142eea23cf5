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
import java.time.temporal.ChronoUnit;
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
  private static final String FAILED =
      "Step failed: step=%s instanceUid=%s settingsRevision=%d attempt=%d code=%s nextAttemptAt=%s";
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
   * The remote system is not in the desired state. Published with the time of the next attempt;
   * while it is settling, as unavailable and with the time until which it may.
   *
   * @return when the next attempt is: on resync after a refusal, at the latest at its end while the
   *     remote system is settling, else after a back-off that is not shorter than the remote system
   *     requests or than {@code setup-step.min-retry-interval}
   */
  public ReconcileOutcome failed(
      StepRun run, StepFailure failure, BiFunction<Origin, Failure, OutcomeEvent> event) {
    SetupStepRow row = current(run);
    if (row == null) {
      return new ReconcileOutcome.Done();
    }
    // The precision of the database: a time is the same when it is read again.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return switch (failure) {
      case StepFailure.Refused refused -> {
        Instant resync = now.plus(config.resyncInterval());
        LOG.warnf(FAILED, args(row, run, refused, resync));
        publish(row, run, StepTexts.failure(refused, Failure.Kind.REFUSED, resync), event);
        yield new ReconcileOutcome.Settled(config.resyncInterval());
      }
      case StepFailure.Unavailable unavailable -> {
        Duration wait = retryInterval(run.request().backOff(), unavailable.retryAfter());
        LOG.warnf(FAILED, args(row, run, unavailable, now.plus(wait)));
        publish(
            row,
            run,
            StepTexts.failure(unavailable, Failure.Kind.UNAVAILABLE, now.plus(wait)),
            event);
        yield new ReconcileOutcome.Retry(wait);
      }
      case StepFailure.Settling settling -> settling(run, row, settling, now, event);
    };
  }

  /** When the next drift check of a step that is done or refused is. */
  public Instant nextResync() {
    return clock.instant().plus(config.resyncInterval());
  }

  /** The wait before the next check of a remote system that is settling. */
  public static Duration settlingInterval(ReconcileRequest request) {
    return SETTLING.after(request.attempt(), ThreadLocalRandom.current());
  }

  private ReconcileOutcome settling(
      StepRun run,
      SetupStepRow row,
      StepFailure.Settling settling,
      Instant now,
      BiFunction<Origin, Failure, OutcomeEvent> event) {
    boolean first = row.progress.settlingSince() == null;
    Instant until = settling.until();
    if (until == null) {
      until = row.progress.settlesUntil(now, config.settleTimeout());
      row.set(row.progress.settling(now), row.failureCode);
    }
    if (!now.isBefore(until)) {
      return failed(run, settling.otherwise(), event);
    }
    // The last attempt is at the end of the time, however long the back-off is by then.
    Duration wait =
        min(
            settling.until() == null
                ? settlingInterval(run.request())
                : retryInterval(run.request().backOff(), null),
            Duration.between(now, until));
    // A drift check that is repeated within half a second does not interrupt a step that is done.
    boolean silent = settling.until() == null && first && row.progress.isDone();
    if (!silent) {
      LOG.infof(FAILED, args(row, run, settling, now.plus(wait)));
      publish(row, run, StepTexts.settling(settling.otherwise(), now.plus(wait), until), event);
    }
    return new ReconcileOutcome.Retry(wait);
  }

  private static Duration min(Duration first, Duration second) {
    return first.compareTo(second) <= 0 ? first : second;
  }

  private void publish(
      SetupStepRow row,
      StepRun run,
      Failure failure,
      BiFunction<Origin, Failure, OutcomeEvent> event) {
    row.set(row.progress.failed(), failure.code());
    publisher.publish(event.apply(ended(run.key(), row.progress), failure));
  }

  private static Object[] args(
      SetupStepRow row, StepRun run, StepFailure failure, Instant nextAttemptAt) {
    return new Object[] {
      run.key().step().wireName(),
      run.instanceUid(),
      row.progress.settingsRevision(),
      row.progress.attempts() + 1,
      failure.code(),
      nextAttemptAt
    };
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
