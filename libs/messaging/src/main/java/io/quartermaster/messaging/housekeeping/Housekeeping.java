package io.quartermaster.messaging.housekeeping;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reads the gauges and deletes old rows, in every replica.
 *
 * <p>Failure semantics: a failed round is skipped; the gauges then report no value rather than an
 * old one.
 */
@ApplicationScoped
class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class);

  private final MessagingConfig config;
  private final TableGauges gauges;
  private final OldRows oldRows;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("quartermaster-housekeeping").daemon().factory());

  Housekeeping(MessagingConfig config, TableGauges gauges, OldRows oldRows) {
    this.config = config;
    this.gauges = gauges;
    this.oldRows = oldRows;
  }

  void start(@Observes StartupEvent event) {
    gauges.register();
    every(config.gaugeInterval(), "read gauges", gauges::read);
    every(config.purgeInterval(), "delete old rows", oldRows::delete);
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

  private interface Round {
    void run() throws SQLException;
  }
}
