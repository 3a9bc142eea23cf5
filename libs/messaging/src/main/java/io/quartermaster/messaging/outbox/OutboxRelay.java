package io.quartermaster.messaging.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.messaging.BackOff;
import io.quartermaster.messaging.MessagingConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;

/**
 * Publishes committed outbox rows, in commit order per key, on its own thread.
 *
 * <p>Failure semantics: one relay per database is the leader; another takes over when the leader's
 * database session ends. A row is marked after the broker has it; after a crash in between it is
 * sent again with the same ID. A row that the broker refuses is parked with growing back-off, and
 * the later rows of its key wait behind it. While the broker or the database is unavailable, all
 * rows wait. No row is ever dropped. The liveness is down when the thread is dead or stuck, which
 * only a restart fixes; not when the broker or the database is unavailable.
 */
@Liveness
@Singleton
final class OutboxRelay implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final Duration STUCK_AFTER = Duration.ofMinutes(3);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  private final DataSource database;
  private final Supplier<EventSender> senders;
  private final MessagingConfig.Relay config;
  private final String deadLetterTopic;
  private final BackOff backOff;
  private final BackOff parking;
  private final MeterRegistry registry;

  /** Keeps at most one wake-up, also one before the wait. */
  private final BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(1);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  /** Its age is bounded by the timeouts. */
  private volatile Instant lastHeartbeat = Instant.now();

  private volatile boolean leader;

  @Inject
  OutboxRelay(
      MessagingConfig config,
      AgroalDataSource database,
      MeterRegistry registry,
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    this(
        database,
        () ->
            new EventSender(
                broker, config.service() + "-outbox-relay", config.relay().deliveryTimeout()),
        config,
        registry);
  }

  OutboxRelay(
      DataSource database,
      Supplier<EventSender> senders,
      MessagingConfig config,
      MeterRegistry registry) {
    this.database = database;
    this.senders = senders;
    this.config = config.relay();
    this.deadLetterTopic = config.inbox().deadLetterTopic();
    this.backOff = new BackOff(this.config.backOffBase(), this.config.backOffCap());
    this.parking = new BackOff(this.config.parkBase(), this.config.parkCap());
    this.registry = registry;
    this.thread =
        Thread.ofPlatform().name("quartermaster-outbox-relay").daemon().unstarted(this::run);
  }

  void onStartup(@Observes StartupEvent event) {
    if (config.enabled()) {
      start();
    }
  }

  void onShutdown(@Observes ShutdownEvent event) throws InterruptedException {
    stop();
  }

  /** Publishes at once instead of at the next poll. */
  void onAppend(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.Appended event) {
    wake();
  }

  void start() {
    thread.start();
  }

  private void wake() {
    var unused = wakeUps.offer(true);
  }

  /** Finishes the current batch, then releases leadership. */
  void stop() throws InterruptedException {
    stopped.countDown();
    wake();
    if (thread.isAlive() && !thread.join(STOP_TIMEOUT)) {
      thread.interrupt();
      thread.join(STOP_TIMEOUT);
    }
  }

  @Override
  public HealthCheckResponse call() {
    boolean running = alive() && lastHeartbeat.isAfter(Instant.now().minus(STUCK_AFTER));
    return HealthCheckResponse.named("outbox-relay")
        .status(running || !config.enabled())
        .withData("leader", leader)
        .build();
  }

  boolean alive() {
    return thread.isAlive();
  }

  boolean leader() {
    return leader;
  }

  private void run() {
    int failures = 0;
    while (running()) {
      try {
        heartbeat();
        publishAsLeader();
        failures = 0;
        waitAtMost(config.standbyInterval());
      } catch (SQLException | RuntimeException e) {
        // A dead relay would publish nothing until the next restart of the service.
        failures++;
        LOG.warnf("Outbox relay failed; restarting: failure=%s", e.getClass().getSimpleName());
        pause(failures);
      } catch (InterruptedException e) {
        LOG.debug("Outbox relay interrupted while stopping");
        return;
      }
    }
  }

  /** Returns at once when another relay is the leader, otherwise when leadership ends. */
  private void publishAsLeader() throws SQLException, InterruptedException {
    Optional<RelaySession> acquired = RelaySession.tryAcquire(database);
    if (acquired.isEmpty()) {
      return;
    }
    try (RelaySession session = acquired.get();
        EventSender sender = senders.get()) {
      leader = true;
      LOG.info("Outbox relay is the leader");
      sender.prepare(deadLetterTopic);
      publishUntilStopped(session, sender);
    } finally {
      leader = false;
    }
  }

  private void publishUntilStopped(RelaySession session, EventSender sender)
      throws SQLException, InterruptedException {
    int failures = 0;
    while (running()) {
      heartbeat();
      List<OutboxRow> rows = session.next(config.batchSize(), config.batchBytes());
      if (rows.isEmpty()) {
        waitAtMost(config.pollInterval());
        continue;
      }
      RelayBatch.Outcome outcome =
          RelayBatch.publish(
              rows,
              wave -> {
                heartbeat();
                return sender.send(wave);
              });
      record(session, outcome);
      if (outcome.unavailable().isPresent()) {
        failures++;
        LOG.warnf(
            "Broker unavailable: failure=%s attempt=%d", outcome.unavailable().get(), failures);
        pause(failures);
      } else {
        failures = 0;
      }
    }
  }

  private void record(RelaySession session, RelayBatch.Outcome outcome) throws SQLException {
    session.markPublished(outcome.published());
    for (OutboxRow row : outcome.published()) {
      registry.counter("quartermaster.outbox.published", "topic", row.lane().topic()).increment();
    }
    for (Map.Entry<OutboxRow, String> refusal : outcome.refused().entrySet()) {
      OutboxRow row = refusal.getKey();
      Duration wait = parking.after(row.attempts() + 1, ThreadLocalRandom.current());
      session.park(row, refusal.getValue(), wait);
      LOG.warnf(
          "Broker refused an event; parked with the later events of its key: eventId=%s topic=%s reason=%s attempt=%d wait=%s",
          row.eventId(), row.lane().topic(), refusal.getValue(), row.attempts() + 1, wait);
    }
  }

  private void waitAtMost(Duration wait) throws InterruptedException {
    var unused = wakeUps.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean running() {
    return stopped.getCount() > 0;
  }

  private void heartbeat() {
    lastHeartbeat = Instant.now();
  }

  private void pause(int failures) {
    Duration wait = backOff.after(failures, ThreadLocalRandom.current());
    try {
      var unused = stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
