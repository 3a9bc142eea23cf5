package io.quartermaster.settings.setup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import io.quartermaster.settings.SettingsConfig;
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

  /** The position of a client that has seen no change. */
  static final long NONE = -1;

  /** Changes per page: with the default poll interval 2,500 per second, more than are made. */
  static final int PAGE = 100;

  private final Map<Subscription, Boolean> subscriptions = new ConcurrentHashMap<>();
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("setup-feed").daemon().factory());
  private final ScheduledFuture<?> polling;
  private final LongFunction<List<SetupChange>> nextPage;
  private final int maxPerCaller;

  /** Logs one warning per outage: there are many polls per second. */
  private boolean unavailable;

  @Inject
  SetupFeed(SetupRepository setup, SettingsConfig config, MeterRegistry metrics) {
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
    return subscriptions.keySet().stream().filter(each -> each.caller.equals(caller)).count()
        >= maxPerCaller;
  }

  /**
   * Each change after the position; the current state first when the changes after it are not
   * available. Ends immediately when the caller has the maximum number of open streams.
   *
   * @param position number of the last change that the client has seen, or {@link #NONE}
   */
  Multi<SetupChange> changes(String caller, long position) {
    return Multi.createFrom()
        .deferred(
            () -> {
              AtomicInteger unconsumed = new AtomicInteger();
              return Multi.createFrom()
                  .<SetupChange>emitter(
                      emitter ->
                          open(new Subscription(caller, position, unconsumed, emitter), emitter),
                      // Bounded by one page: see Subscription.isIdle.
                      BackPressureStrategy.BUFFER)
                  .onItem()
                  .invoke(unconsumed::decrementAndGet);
            });
  }

  /**
   * Streams that are opened concurrently can all pass {@link #isFullFor}. Their responses have
   * started, so one above the limit ends; its client reconnects and gets the problem.
   */
  private void open(Subscription subscription, MultiEmitter<?> emitter) {
    if (addUnlessFull(subscription)) {
      emitter.onTermination(() -> subscriptions.remove(subscription));
    } else {
      emitter.complete();
    }
  }

  private synchronized boolean addUnlessFull(Subscription subscription) {
    if (isFullFor(subscription.caller)) {
      return false;
    }
    subscriptions.put(subscription, true);
    return true;
  }

  @PreDestroy
  void stop() {
    polling.cancel(false);
    poller.shutdown();
    subscriptions.keySet().forEach(Subscription::end);
  }

  void poll() {
    try {
      Map<Long, List<Subscription>> byPosition =
          subscriptions.keySet().stream()
              .filter(Subscription::isIdle)
              .collect(Collectors.groupingBy(Subscription::position));
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

  /**
   * One open stream: the position of its client, and how many emitted changes the client has not
   * consumed yet. The thread of the feed emits; any thread consumes.
   */
  private static final class Subscription {

    private final String caller;
    private final AtomicInteger unconsumed;
    private final MultiEmitter<? super SetupChange> stream;
    private long position;
    private boolean started;

    Subscription(
        String caller,
        long position,
        AtomicInteger unconsumed,
        MultiEmitter<? super SetupChange> stream) {
      this.caller = caller;
      this.position = position;
      this.unconsumed = unconsumed;
      this.stream = stream;
    }

    /** The number of the last change that was emitted. */
    long position() {
      return position;
    }

    /** Whether the client has consumed every change; until then no more are emitted. */
    boolean isIdle() {
      return unconsumed.get() == 0;
    }

    /**
     * Emits the changes after the position. A gap is allowed only at the start: later, it ends the
     * stream, and the client that reconnects gets the current state.
     */
    void emit(List<SetupChange> changes) {
      boolean gap = !changes.isEmpty() && changes.getFirst().previous() != position;
      if (started && gap) {
        end();
        return;
      }
      started = true;
      for (SetupChange change : changes) {
        unconsumed.incrementAndGet();
        position = change.number();
        stream.emit(change);
      }
    }

    void end() {
      stream.complete();
    }
  }
}
