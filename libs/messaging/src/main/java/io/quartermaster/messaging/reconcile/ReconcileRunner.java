package io.quartermaster.messaging.reconcile;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quartermaster.messaging.BackOff;
import io.quartermaster.messaging.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Runs a task for a key that db-scheduler picked, on its worker thread.
 *
 * <p>Failure semantics: whatever a task throws counts as a retry. What fails around it (the
 * database, mostly) is thrown, and the execution is tried again shortly, or when its missing
 * heartbeats are noticed.
 */
final class ReconcileRunner {

  private static final Logger LOG = Logger.getLogger(ReconcileRunner.class);
  private static final Duration STILL_RUNNING = Duration.ofSeconds(1);

  private final ReconcileStore store;
  private final BackOff backOff;
  private final MeterRegistry registry;
  private final Runnable wake;
  private final Set<TaskKey> running = ConcurrentHashMap.newKeySet();

  ReconcileRunner(ReconcileStore store, BackOff backOff, MeterRegistry registry, Runnable wake) {
    this.store = store;
    this.backOff = backOff;
    this.registry = registry;
    this.wake = wake;
  }

  CompletionHandler<Void> run(
      ReconcileTask task, TaskInstance<Void> instance, ExecutionContext context) {
    TaskKey work = new TaskKey(instance.getTaskName(), instance.getId());
    if (!running.add(work)) {
      // Taken for dead while the database was away, but it runs still, here.
      return (done, operations) -> operations.reschedule(done, Instant.now().plus(STILL_RUNNING));
    }
    try {
      Optional<BegunRun> begun = store.begin(work, context.getExecution().version);
      if (begun.isEmpty()) {
        return (done, operations) -> operations.remove();
      }
      runAndEnd(task, begun.get(), context);
      return (done, operations) -> {};
    } finally {
      running.remove(work);
    }
  }

  private void runAndEnd(ReconcileTask task, BegunRun run, ExecutionContext context) {
    Duration wait = backOff.after(run.attempt(), ThreadLocalRandom.current());
    ReconcileRequest request = new ReconcileRequest(run.work().key(), run.attempt(), wait);
    Timer.Sample timer = Timer.start(registry);
    RunEnd end =
        TraceContext.within(
            run.traceparent(),
            task.name() + " reconcile",
            SpanKind.INTERNAL,
            () -> attempt(task, request, context));
    boolean ours = QuarkusTransaction.requiringNew().call(() -> store.end(run, end));
    timer.stop(
        registry.timer("quartermaster.reconcile.run", "task", task.name(), "outcome", end.word()));
    if (!ours) {
      LOG.warnf(
          "Run was taken for dead before its end: task=%s key=%s", task.name(), request.key());
    }
    wake.run();
  }

  private RunEnd attempt(ReconcileTask task, ReconcileRequest request, ExecutionContext context) {
    ManagedContext requestContext = Arc.container().requestContext();
    requestContext.activate();
    try {
      ReconcileOutcome outcome = Objects.requireNonNull(task.reconcile(request), "outcome");
      return RunEnd.of(outcome, Instant.now());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (context.getSchedulerState().isShuttingDown()) {
        return RunEnd.cutShort(Instant.now());
      }
      LOG.warnf(
          "Run failed: task=%s key=%s attempt=%d failure=%s at=%s again in %s",
          task.name(),
          request.key(),
          request.attempt(),
          e.getClass().getName(),
          origin(e),
          request.backOff());
      return RunEnd.exception(request.backOff(), Instant.now());
    } finally {
      // What interrupted the task must not fail the record of its end.
      Thread.interrupted();
      requestContext.terminate();
    }
  }

  /** Where it was thrown: enough to find it, and never its text. */
  private static String origin(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "unknown" : trace[0].toString();
  }
}
