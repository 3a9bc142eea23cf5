package io.quartermaster.settings.setup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import io.quartermaster.settings.SettingsConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The set-up as a stream. What happened is asked of the database, by one short query for all
 * listeners and only while there are any, so that every replica tells the same story.
 *
 * <p>Failure semantics: while the database is away the streams stay open and silent; a listener
 * that is slow gets the newest state and misses those in between.
 */
@Startup // Its gauge is there before the first listener.
@Singleton
class SetupFeed {

  private static final Logger LOG = Logger.getLogger(SetupFeed.class);

  /** Who listens, by the caller that it listens for. */
  private final Map<MultiEmitter<? super Setup>, String> listeners = new ConcurrentHashMap<>();

  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("setup-feed").daemon().factory());
  private final ScheduledFuture<?> rounds;
  private final ReadSetup setup;
  private final int mostPerCaller;
  private @Nullable Setup latest;

  /** One word an outage: the rounds are many a second. */
  private boolean silent;

  SetupFeed(ReadSetup setup, SettingsConfig config, MeterRegistry metrics) {
    this.setup = setup;
    this.mostPerCaller = config.stream().perCaller();
    metrics.gaugeMapSize("settings.setup.streams", Tags.empty(), listeners);
    long interval = config.stream().pollInterval().toMillis();
    rounds = poller.scheduleWithFixedDelay(this::poll, interval, interval, TimeUnit.MILLISECONDS);
  }

  /** Whether the caller has as many streams as one may have; asked before one more is opened. */
  boolean isFullFor(String caller) {
    return listeners.values().stream().filter(caller::equals).count() >= mostPerCaller;
  }

  /** The present state, unless the caller has seen it, then each new one. */
  Multi<Setup> states(String caller, Predicate<Setup> seen) {
    return Multi.createFrom()
        .<Setup>emitter(
            emitter -> {
              listeners.put(emitter, caller);
              emitter.onTermination(() -> listeners.remove(emitter));
            },
            BackPressureStrategy.LATEST)
        .skip()
        .repetitions()
        .skip()
        .first(seen);
  }

  @PreDestroy
  void stop() {
    rounds.cancel(false);
    poller.shutdown();
    listeners.keySet().forEach(MultiEmitter::complete);
  }

  private void poll() {
    if (listeners.isEmpty()) {
      return;
    }
    try {
      Setup present = present();
      silent = false;
      listeners.keySet().forEach(listener -> listener.emit(present));
    } catch (RuntimeException e) {
      // The poller must outlive a database that is away; the next round asks again.
      if (!silent) {
        LOG.warnf("The state of the set-up cannot be read now: %s", e.getClass().getName());
      }
      silent = true;
    }
  }

  private Setup present() {
    Setup known = latest;
    if (known == null || known.change() != setup.change()) {
      known = setup.read();
      latest = known;
    }
    return known;
  }
}
