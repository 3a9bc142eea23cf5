package io.quartermaster.settings.setup.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import io.quartermaster.settings.SettingsConfig;
import io.quartermaster.settings.setup.ReadSetup;
import io.quartermaster.settings.setup.SetupChange;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The changes of the set-up as a stream. It polls the database while streams are open, so every
 * replica publishes the same changes, and keeps only a position for each stream: one query fetches
 * the next page for all streams at the same position, which is where all up-to-date streams are.
 *
 * <p>Failure semantics: while the database is unavailable the streams stay open and idle. A stream
 * gets the next page when its client has consumed the last one, so a slow client costs one page and
 * misses nothing. When its next change is not retained any more, its stream ends.
 */
@Startup // Registers the gauge before the first stream.
@Singleton
class SetupFeed {

  private static final Logger LOG = Logger.getLogger(SetupFeed.class);

  /** Changes per page: with the default poll interval 2,500 per second, more than are made. */
  static final int PAGE = 100;

  private final Map<SetupSubscription, Boolean> subscriptions = new ConcurrentHashMap<>();
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("setup-feed").daemon().factory());
  private final ScheduledFuture<?> polling;
  private final LongFunction<List<SetupChange>> nextPage;
  private final int maxPerCaller;

  /** Logs one warning per outage: there are many polls per second. */
  private boolean unavailable;

  @Inject
  SetupFeed(ReadSetup setup, SettingsConfig config, MeterRegistry metrics) {
    this(position -> setup.changesAfter(position, PAGE), config, metrics);
  }

  /**
   * @param nextPage the changes after a position
   */
  SetupFeed(
      LongFunction<List<SetupChange>> nextPage, SettingsConfig config, MeterRegistry metrics) {
    this.nextPage = nextPage;
    this.maxPerCaller = config.stream().maxPerCaller();
    metrics.gaugeMapSize("settings.setup.streams", Tags.empty(), subscriptions);
    long interval = config.stream().pollInterval().toMillis();
    polling = poller.scheduleWithFixedDelay(this::poll, interval, interval, TimeUnit.MILLISECONDS);
  }

  /** Whether the caller has the maximum number of open streams. */
  boolean isFullFor(String caller) {
    return subscriptions.keySet().stream().filter(each -> each.caller().equals(caller)).count()
        >= maxPerCaller;
  }

  /**
   * Each change after the position; the current state first when the changes after it are not
   * available. Ends immediately when the caller has the maximum number of open streams.
   *
   * @param position number of the last change that the client has seen, or {@link
   *     SetupSubscription#NONE}
   */
  Multi<SetupChange> changes(String caller, long position) {
    return Multi.createFrom()
        .deferred(
            () -> {
              AtomicInteger unconsumed = new AtomicInteger();
              return Multi.createFrom()
                  .<SetupChange>emitter(
                      emitter ->
                          open(
                              new SetupSubscription(caller, position, unconsumed, emitter),
                              emitter),
                      // Bounded by one page: see SetupSubscription.isIdle.
                      BackPressureStrategy.BUFFER)
                  .onItem()
                  .invoke(unconsumed::decrementAndGet);
            });
  }

  /**
   * Streams that are opened concurrently can all pass {@link #isFullFor}. Their responses have
   * started, so one above the limit ends; its client reconnects and gets the problem.
   */
  private void open(SetupSubscription subscription, MultiEmitter<?> emitter) {
    if (addUnlessFull(subscription)) {
      emitter.onTermination(() -> subscriptions.remove(subscription));
    } else {
      emitter.complete();
    }
  }

  private synchronized boolean addUnlessFull(SetupSubscription subscription) {
    if (isFullFor(subscription.caller())) {
      return false;
    }
    subscriptions.put(subscription, true);
    return true;
  }

  @PreDestroy
  void stop() {
    polling.cancel(false);
    poller.shutdown();
    subscriptions.keySet().forEach(SetupSubscription::end);
  }

  void poll() {
    try {
      Map<Long, List<SetupSubscription>> byPosition =
          subscriptions.keySet().stream()
              .filter(SetupSubscription::isIdle)
              .collect(Collectors.groupingBy(SetupSubscription::position));
      byPosition.forEach(
          (position, idle) -> {
            List<SetupChange> changes = nextPage.apply(position);
            idle.forEach(each -> each.emit(changes));
          });
      unavailable = unavailable && byPosition.isEmpty();
    } catch (RuntimeException e) {
      // An exception would cancel the schedule; the next poll retries.
      if (!unavailable) {
        LOG.warnf("Reading the set-up failed; retrying: %s", e.getClass().getName());
      }
      unavailable = true;
    }
  }
}
