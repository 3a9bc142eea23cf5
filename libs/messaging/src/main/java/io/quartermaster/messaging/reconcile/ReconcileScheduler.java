package io.quartermaster.messaging.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.messaging.BackOff;
import io.quartermaster.messaging.MessagingConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts and stops db-scheduler with the service, when the service has reconcile tasks. */
@Liveness
@Default
@ApplicationScoped
class ReconcileScheduler implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(ReconcileScheduler.class);
  private static final String TABLE = "reconcile_execution";

  /** The width of db-scheduler's column for the name. */
  private static final int MAX_NAME = 50;

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** Work of a task that this version does not know belongs to another version: keep it. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final MessagingConfig.Reconcile config;
  private final Optional<String> instance;
  private final Instance<ReconcileTask> tasks;
  private final AgroalDataSource database;
  private final ReconcileStore store;
  private final ReconcileRunner runner;
  private volatile @Nullable Thread pollThread;
  private volatile @Nullable Scheduler scheduler;

  ReconcileScheduler(
      MessagingConfig config,
      @Any Instance<ReconcileTask> tasks,
      AgroalDataSource database,
      ReconcileStore store,
      MeterRegistry registry) {
    this.config = config.reconcile();
    this.instance = config.instance();
    this.tasks = tasks;
    this.database = database;
    this.store = store;
    BackOff backOff = new BackOff(this.config.backOffBase(), this.config.backOffCap());
    this.runner = new ReconcileRunner(store, backOff, registry, this::wake);
  }

  void start(@Observes StartupEvent event) {
    List<Task<?>> known = new ArrayList<>();
    for (ReconcileTask task : tasks) {
      known.add(asTask(task));
    }
    if (config.enabled() && !known.isEmpty()) {
      releaseOwnWork();
      Scheduler started = scheduler(known);
      started.start();
      scheduler = started;
    }
  }

  /** Work that this replica had picked when it was killed need not wait for missed heartbeats. */
  private void releaseOwnWork() {
    if (instance.isEmpty()) {
      return;
    }
    try {
      int released = store.release(picker(instance.get()));
      LOG.infof("Released work of the previous process: executions=%d", released);
    } catch (SQLException e) {
      LOG.warnf(
          "Cannot release work of the previous process; waiting for missed heartbeats: state=%s",
          e.getSQLState());
    }
  }

  /** Unique to the process; the prefix is the same for every process of a replica. */
  private String schedulerName() {
    String replica = instance.map(ReconcileScheduler::picker).orElse(UUID.randomUUID().toString());
    return (replica + "/" + UUID.randomUUID()).substring(0, MAX_NAME);
  }

  /** The prefix of the names under which the processes of the replica pick work. */
  static String picker(String replica) {
    return UUID.nameUUIDFromBytes(replica.getBytes(UTF_8)).toString();
  }

  private Task<Void> asTask(ReconcileTask task) {
    return Tasks.custom(task.name(), Void.class)
        .onFailure(
            (done, operations) -> operations.reschedule(done, Instant.now().plus(AFTER_FAILURE)))
        .execute((instance, context) -> runner.run(task, instance, context));
  }

  private Scheduler scheduler(List<Task<?>> known) {
    return Scheduler.create(database, known)
        .tableName(TABLE)
        .schedulerName(new SchedulerName.Fixed(schedulerName()))
        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
        .threads(config.workers())
        .executorService(
            Executors.newFixedThreadPool(
                config.workers(),
                Thread.ofPlatform().name("quartermaster-reconcile-", 1).factory()))
        .dueExecutor(Executors.newSingleThreadExecutor(this::newPollThread))
        // Pick no more than run at once: work that waits in memory sends no heartbeats.
        .pollUsingLockAndFetch(0.99, 1.0)
        .pollingInterval(config.pollInterval())
        .heartbeatInterval(config.heartbeatInterval())
        .missedHeartbeatsLimit(config.missedHeartbeats())
        .deleteUnresolvedAfter(NEVER)
        .shutdownMaxWait(config.stopTimeout())
        // The runner logs the class only; an exception message could contain a secret.
        .failureLogging(LogLevel.OFF, false)
        .build();
  }

  /** Before the connection pools close, so that running work can be recorded. */
  void stop(@Observes @Priority(2) ShutdownEvent event) {
    Scheduler running = scheduler;
    if (running != null) {
      running.stop();
    }
  }

  /** Polls for due work at once, also at the end of a transaction that requested it. */
  void wakeUp(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReconcileQueue.Requested event) {
    wake();
  }

  private void wake() {
    Scheduler running = scheduler;
    if (running != null) {
      running.triggerCheckForDueExecutions();
    }
  }

  /** Whether the task exists; that of another host does when it exists without a host. */
  boolean knows(String task) {
    int host = task.indexOf(ReconcileTask.HOST_SEPARATOR);
    String anyHost = host < 0 ? task : task.substring(0, host);
    return tasks.stream()
        .anyMatch(known -> known.name().equals(task) || known.name().equals(anyHost));
  }

  private Thread newPollThread(Runnable loop) {
    Thread thread =
        Thread.ofPlatform().name("quartermaster-reconcile-poll").daemon().unstarted(loop);
    pollThread = thread;
    return thread;
  }

  /** Down when the polling thread is dead, which only a restart fixes. */
  @Override
  public HealthCheckResponse call() {
    Thread thread = pollThread;
    boolean up = scheduler == null || (thread != null && thread.isAlive());
    return HealthCheckResponse.named("reconcile-queue").status(up).build();
  }
}
