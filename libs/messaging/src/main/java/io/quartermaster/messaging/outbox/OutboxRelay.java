package io.quartermaster.messaging.outbox;

import io.quartermaster.messaging.BackOff;
import io.quartermaster.messaging.WakeSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Publishes committed outbox rows, in commit order per key, on a thread of its own.
 *
 * <p>Failure semantics: of all relays of a database one leads, another takes over when its database
 * session ends. A row is marked after the broker has it; a crash in between sends it again with the
 * same id. A row that the broker refuses is parked with growing waits, and so are the later ones of
 * its key. While broker or database are away everything waits. Nothing is given up, ever.
 */
final class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  private final DataSource database;
  private final Supplier<EventSender> senders;
  private final Settings settings;
  private final RelayMeters meters;
  private final WakeSignal signal = new WakeSignal();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile Instant lastBeat = Instant.now();
  private volatile boolean leading;

  OutboxRelay(
      DataSource database, Supplier<EventSender> senders, Settings settings, RelayMeters meters) {
    this.database = database;
    this.senders = senders;
    this.settings = settings;
    this.meters = meters;
    this.thread =
        Thread.ofPlatform().name("quartermaster-outbox-relay").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** There is something to publish. */
  void wake() {
    signal.wake();
  }

  /** Lets the batch under way end, then gives up the lead. */
  void stop() throws InterruptedException {
    stopped.countDown();
    signal.wake();
    if (thread.isAlive() && !thread.join(STOP_TIMEOUT)) {
      thread.interrupt();
      thread.join(STOP_TIMEOUT);
    }
  }

  boolean alive() {
    return thread.isAlive();
  }

  boolean leading() {
    return leading;
  }

  /** When the relay was last seen at work; bounded by its timeouts while it is well. */
  Instant lastBeat() {
    return lastBeat;
  }

  private void run() {
    int failures = 0;
    while (running()) {
      try {
        beat();
        lead();
        failures = 0;
        signal.await(settings.standbyInterval());
      } catch (SQLException | RuntimeException e) {
        // A relay that dies of any failure would stop the service's voice for good: it starts anew.
        failures++;
        LOG.warnf("Outbox relay starts again: failure=%s", e.getClass().getSimpleName());
        pause(failures);
      } catch (InterruptedException e) {
        LOG.debug("Outbox relay interrupted by its stop");
        return;
      }
    }
  }

  /** Returns at once when another relay leads, else after the end of an own lead. */
  private void lead() throws SQLException, InterruptedException {
    Optional<RelaySession> won = RelaySession.lead(database);
    if (won.isEmpty()) {
      return;
    }
    try (RelaySession session = won.get();
        EventSender sender = senders.get()) {
      leading = true;
      LOG.info("Outbox relay leads");
      sender.prepare(settings.deadLetterTopic());
      publishUntilStopped(session, sender);
    } finally {
      leading = false;
    }
  }

  private void publishUntilStopped(RelaySession session, EventSender sender)
      throws SQLException, InterruptedException {
    int failures = 0;
    while (running()) {
      beat();
      List<OutboxRow> rows = session.next(settings.batchSize(), settings.batchBytes());
      if (rows.isEmpty()) {
        signal.await(settings.pollInterval());
        continue;
      }
      RelayBatch.Outcome outcome =
          RelayBatch.publish(
              rows,
              wave -> {
                beat();
                return sender.send(wave);
              });
      record(session, outcome);
      if (outcome.away().isPresent()) {
        failures++;
        LOG.warnf("Broker is away: failure=%s tries=%d", outcome.away().get(), failures);
        pause(failures);
      } else {
        failures = 0;
      }
    }
  }

  private void record(RelaySession session, RelayBatch.Outcome outcome) throws SQLException {
    session.markPublished(outcome.published());
    meters.published(outcome.published());
    for (Map.Entry<OutboxRow, String> refusal : outcome.refused().entrySet()) {
      OutboxRow row = refusal.getKey();
      Duration wait = settings.parking().after(row.attempts() + 1, ThreadLocalRandom.current());
      session.park(row, refusal.getValue(), wait);
      LOG.warnf(
          "Broker refuses an event, its key waits: eventId=%s topic=%s reason=%s tries=%d wait=%s",
          row.eventId(), row.lane().topic(), refusal.getValue(), row.attempts() + 1, wait);
    }
  }

  private boolean running() {
    return stopped.getCount() > 0;
  }

  private void beat() {
    lastBeat = Instant.now();
  }

  private void pause(int failures) {
    Duration wait = settings.backOff().after(failures, ThreadLocalRandom.current());
    try {
      if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("Outbox relay stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How the relay works; see {@link io.quartermaster.messaging.MessagingConfig.Relay}. */
  record Settings(
      Duration pollInterval,
      Duration standbyInterval,
      int batchSize,
      int batchBytes,
      BackOff backOff,
      BackOff parking,
      String deadLetterTopic) {}
}
