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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The changes of the set-up as a stream. What happened is asked of the database, and only while
 * somebody listens, so that every replica tells the same story. Nothing but a place in that story
 * is kept for a listener: one that has come back, one that is slow and one that is up to date are
 * told the next page after their place, and all who are at the same place by one query. Those who
 * are up to date are at the same place.
 *
 * <p>Failure semantics: while the database is away the streams stay open and silent. A listener is
 * told more only when it has taken what it was told, so a slow one holds a page at most and misses
 * nothing. When it is so slow that its next change is not kept any more, its stream ends.
 */
@Startup // Its gauge is there before the first listener.
@Singleton
class SetupFeed {

  private static final Logger LOG = Logger.getLogger(SetupFeed.class);

  /** Changes told at once. With the usual poll interval some 2500 a second, more than are made. */
  static final int PAGE = 100;

  private final Map<SetupListener, Boolean> listeners = new ConcurrentHashMap<>();

  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("setup-feed").daemon().factory());
  private final ScheduledFuture<?> rounds;
  private final ReadSetup setup;
  private final int mostPerCaller;

  /** One word an outage: the rounds are many a second. */
  private boolean silent;

  SetupFeed(ReadSetup setup, SettingsConfig config, MeterRegistry metrics) {
    this.setup = setup;
    this.mostPerCaller = config.stream().maxPerCaller();
    metrics.gaugeMapSize("settings.setup.streams", Tags.empty(), listeners);
    long interval = config.stream().pollInterval().toMillis();
    rounds = poller.scheduleWithFixedDelay(this::poll, interval, interval, TimeUnit.MILLISECONDS);
  }

  /** Whether the caller has as many streams as one may have; asked before one more is opened. */
  boolean isFullFor(String caller) {
    return listeners.keySet().stream().filter(listener -> listener.caller().equals(caller)).count()
        >= mostPerCaller;
  }

  /**
   * Each change after the one that the client has seen; the present state first when what came
   * after that one is not known. None at all when the caller has as many streams as one may have.
   *
   * @param seen number of that change; {@link SetupListener#NOTHING} when there is none
   */
  Multi<SetupChange> changes(String caller, long seen) {
    return Multi.createFrom()
        .deferred(
            () -> {
              AtomicInteger waiting = new AtomicInteger();
              return Multi.createFrom()
                  .<SetupChange>emitter(
                      emitter -> listen(new SetupListener(caller, seen, waiting, emitter), emitter),
                      // Bounded all the same: see SetupListener.hasTakenAll.
                      BackPressureStrategy.BUFFER)
                  .onItem()
                  .invoke(waiting::decrementAndGet);
            });
  }

  /**
   * Of streams that are opened together all may have found the last place free. Their answers have
   * begun, so that one too many ends at once; its client comes back and is told why.
   */
  private void listen(SetupListener listener, MultiEmitter<?> emitter) {
    if (takePlace(listener)) {
      emitter.onTermination(() -> listeners.remove(listener));
    } else {
      emitter.complete();
    }
  }

  private synchronized boolean takePlace(SetupListener listener) {
    if (isFullFor(listener.caller())) {
      return false;
    }
    listeners.put(listener, true);
    return true;
  }

  @PreDestroy
  void stop() {
    rounds.cancel(false);
    poller.shutdown();
    listeners.keySet().forEach(SetupListener::end);
  }

  /** One round. */
  void poll() {
    if (listeners.isEmpty()) {
      return;
    }
    try {
      Map<Long, List<SetupListener>> places =
          listeners.keySet().stream()
              .filter(SetupListener::hasTakenAll)
              .collect(Collectors.groupingBy(SetupListener::seen));
      places.forEach(this::tell);
      silent = false;
    } catch (RuntimeException e) {
      // The poller must outlive a database that is away; the next round asks again.
      if (!silent) {
        LOG.warnf("The state of the set-up cannot be read now: %s", e.getClass().getName());
      }
      silent = true;
    }
  }

  private void tell(long seen, List<SetupListener> there) {
    SetupNews news = seen == SetupListener.NOTHING ? setup.present() : setup.news(seen, PAGE);
    there.forEach(listener -> listener.tell(news));
  }
}
