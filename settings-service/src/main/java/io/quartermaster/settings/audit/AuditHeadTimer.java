package io.quartermaster.settings.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.settings.SettingsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Has the heads of the audit trail published, in every replica, and logs those that this replica
 * published.
 *
 * <p>Failure semantics: a failed attempt is logged and repeated with the next check; the
 * publication stays due.
 */
@ApplicationScoped
class AuditHeadTimer {

  private static final Logger LOG = Logger.getLogger(AuditHeadTimer.class);

  /** A publication is at most this much late. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final AuditHeads heads;
  private final Duration pause;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-heads").daemon().factory());

  AuditHeadTimer(AuditHeads heads, SettingsConfig config) {
    this.heads = heads;
    Duration tenth = config.audit().headInterval().dividedBy(10);
    this.pause = tenth.compareTo(LONGEST_PAUSE) < 0 ? tenth : LONGEST_PAUSE;
  }

  void start(@Observes StartupEvent event) {
    var unused =
        timer.scheduleWithFixedDelay(this::check, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  void check() {
    try {
      // One line, which PublishedHeads finds again in a log: evidence outside the database.
      heads.publishIfDue().ifPresent(published -> LOG.info(published.text()));
    } catch (RuntimeException e) {
      // An exception would cancel all further checks.
      LOG.warnf(
          "Audit heads not published; repeated in %s: failure=%s",
          pause, e.getClass().getSimpleName());
    }
  }
}
