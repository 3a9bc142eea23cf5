package io.quartermaster.settings.setup;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import io.quartermaster.settings.SettingsConfig;
import io.quartermaster.settings.identity.InstanceIdentity;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Records that the outcome of a step is late, as a change of the set-up like any other, so that
 * reads and streams show it. The next outcome of the step ends it.
 *
 * <p>Failure semantics: every replica checks once a second; the lock of the set-up makes it one
 * change. While the database is unavailable nothing is recorded.
 */
@Startup
@Singleton
class OverdueSteps {

  private static final Logger LOG = Logger.getLogger(OverdueSteps.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final SetupRepository setups;
  private final InstanceIdentity identity;
  private final Duration tolerated;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("overdue-steps").daemon().factory());

  /** Logs one warning per outage. */
  private boolean unavailable;

  OverdueSteps(
      SetupRepository setups, InstanceIdentity identity, SettingsConfig config, Clock clock) {
    this.setups = setups;
    this.identity = identity;
    this.tolerated = config.outcomeTimeout();
    // Outcomes that arrived while this service was down are applied first.
    var unused =
        timer.scheduleWithFixedDelay(
            () -> check(clock), tolerated.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    timer.shutdown();
  }

  private void check(Clock clock) {
    try {
      record(clock.instant());
      unavailable = false;
    } catch (RuntimeException e) {
      // An exception would cancel the schedule; the next check retries.
      if (!unavailable) {
        LOG.warnf("Checking for overdue steps failed; retrying: %s", e.getClass().getName());
      }
      unavailable = true;
    }
  }

  /** Records the steps whose outcome is late by this time, or no longer is. */
  void record(Instant now) {
    if (!setups.read().withChangedDelay(now, tolerated).isEmpty()) {
      QuarkusTransaction.requiringNew().run(() -> recordLocked(now));
    }
  }

  private void recordLocked(Instant now) {
    String uid = identity.instanceUid();
    Setup setup = setups.lock(uid);
    List<StepProgress> changed = setup.withChangedDelay(now, tolerated);
    if (!changed.isEmpty()) {
      LOG.warnf(
          "Overdue outcomes changed: instanceUid=%s settingsRevision=%d overdue=%s",
          uid,
          setup.revision(),
          changed.stream()
              .filter(step -> step.overdue() != null)
              .map(step -> step.step().wireName())
              .toList());
      setups.record(uid, setup, changed);
    }
  }
}
