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
import io.quartermaster.messaging.reconcile.ReconcileStore.ReconcileRun;
import io.quartermaster.messaging.reconcile.ReconcileStore.TaskKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Runs a task for a key that db-scheduler picked, on a worker thread.
 *
 * <p>Failure semantics: an exception of a task is a retry. A failure outside of the task (usually
 * the database) is thrown; the execution is retried after a second, or when its heartbeats are
 * missed.
 */
final class ReconcileRunner {

  private static final Logger LOG = Logger.getLogger(ReconcileRunner.class);
  private static final Duration RECHECK_RUNNING = Duration.ofSeconds(1);

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
    TaskKey taskKey = new TaskKey(instance.getTaskName(), instance.getId());
    if (!running.add(taskKey)) {
      // Declared dead while the database was unavailable, but still running in this process.
      return (done, operations) -> operations.reschedule(done, Instant.now().plus(RECHECK_RUNNING));
    }
    try {
      Optional<ReconcileRun> begun = store.begin(taskKey, context.getExecution().version);
      if (begun.isEmpty()) {
        return (done, operations) -> operations.remove();
      }
      runAndEnd(task, begun.get(), context);
      return (done, operations) -> {};
    } finally {
      running.remove(taskKey);
    }
  }

  private void runAndEnd(ReconcileTask task, ReconcileRun run, ExecutionContext context) {
    Duration wait = backOff.after(run.attempt(), ThreadLocalRandom.current());
    ReconcileRequest request = new ReconcileRequest(run.taskKey().key(), run.attempt(), wait);
    Timer.Sample timer = Timer.start(registry);
    RunResult result =
        TraceContext.within(
            run.traceparent(),
            task.name() + " reconcile",
            SpanKind.INTERNAL,
            () -> attempt(task, request, context));
    boolean ours = QuarkusTransaction.requiringNew().call(() -> store.end(run, result));
    timer.stop(
        registry.timer(
            "quartermaster.reconcile.run", "task", task.name(), "outcome", result.outcome()));
    if (!ours) {
      LOG.warnf(
          "Run was declared dead before it ended: task=%s key=%s", task.name(), request.key());
    }
    wake.run();
  }

  private RunResult attempt(
      ReconcileTask task, ReconcileRequest request, ExecutionContext context) {
    ManagedContext requestContext = Arc.container().requestContext();
    requestContext.activate();
    try {
      ReconcileOutcome outcome = Objects.requireNonNull(task.reconcile(request), "outcome");
      return RunResult.of(outcome, Instant.now());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (context.getSchedulerState().isShuttingDown()) {
        return RunResult.interrupted(Instant.now());
      }
      LOG.warnf(
          "Run failed: task=%s key=%s attempt=%d failure=%s at=%s retryIn=%s",
          task.name(),
          request.key(),
          request.attempt(),
          e.getClass().getName(),
          origin(e),
          request.backOff());
      return RunResult.exception(request.backOff(), Instant.now());
    } finally {
      // An interrupt of the task must not prevent recording its result.
      Thread.interrupted();
      requestContext.terminate();
    }
  }

  /** The throwing frame; never the message, which could contain a secret. */
  private static String origin(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "unknown" : trace[0].toString();
  }
}
