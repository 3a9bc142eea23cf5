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
 * Reads the gauges and removes old rows, every replica by itself.
 *
 * <p>Failure semantics: a round that fails is left out; the gauges then show no number, rather than
 * an old one.
 */
@ApplicationScoped
class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class);

  private final MessagingConfig config;
  private final TableGauges gauges;
  private final OldRows oldRows;
  private final ScheduledExecutorService clock =
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
    every(config.purgeInterval(), "remove old rows", oldRows::remove);
  }

  void stop(@Observes ShutdownEvent event) {
    clock.shutdownNow();
  }

  private void every(Duration interval, String doing, Round round) {
    var unused =
        clock.scheduleWithFixedDelay(
            () -> run(doing, round), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(String doing, Round round) {
    try {
      round.run();
    } catch (SQLException | RuntimeException e) {
      // An exception would end all further rounds.
      LOG.warnf("Round left out: doing=%s failure=%s", doing, e.getClass().getSimpleName());
    }
  }

  private interface Round {
    void run() throws SQLException;
  }
}
