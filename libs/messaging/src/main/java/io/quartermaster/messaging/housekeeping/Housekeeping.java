package io.quartermaster.messaging.housekeeping;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.messaging.MessagingConfig;
import io.quartermaster.messaging.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reads the gauges and deletes rows past their retention, in every replica.
 *
 * <p>Failure semantics: a failed round is skipped; the gauges then report no value rather than an
 * old one.
 */
@ApplicationScoped
class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class);

  private static final int BATCH = 1000;

  private static final String PUBLISHED =
      """
      delete from outbox where id = any (array(
        select id from outbox where published_at < now() - make_interval(secs => ?)
        order by published_at limit ? for update skip locked))
      """;

  private static final String CLAIMED =
      """
      delete from inbox where ctid = any (array(
        select ctid from inbox where claimed_at < now() - make_interval(secs => ?)
        order by claimed_at limit ? for update skip locked))
      """;

  private final MessagingConfig config;
  private final TableGauges gauges;
  private final AgroalDataSource database;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("quartermaster-housekeeping").daemon().factory());

  Housekeeping(MessagingConfig config, TableGauges gauges, AgroalDataSource database) {
    this.config = config;
    this.gauges = gauges;
    this.database = database;
  }

  void start(@Observes StartupEvent event) {
    gauges.register();
    every(config.gaugeInterval(), "read gauges", gauges::read);
    every(config.purgeInterval(), "delete old rows", this::deleteOldRows);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  private void every(Duration interval, String task, Round round) {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> run(task, round), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(String task, Round round) {
    try {
      round.run();
    } catch (SQLException | RuntimeException e) {
      // An exception would cancel all further rounds.
      LOG.warnf("Housekeeping skipped: task=%s failure=%s", task, e.getClass().getSimpleName());
    }
  }

  /** In small batches, one transaction each; replicas can overlap. */
  void deleteOldRows() throws SQLException {
    deleteBatches(PUBLISHED, config.relay().retention());
    deleteBatches(CLAIMED, config.inbox().retention());
  }

  private void deleteBatches(String sql, Duration retention) throws SQLException {
    int deleted = BATCH;
    while (deleted == BATCH) {
      try (Connection connection = database.getConnection()) {
        deleted = Sql.update(connection, sql, retention.toMillis() / 1000.0, BATCH);
      }
    }
  }

  private interface Round {
    void run() throws SQLException;
  }
}
