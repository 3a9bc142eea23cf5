package io.quartermaster.settings.prerequisite;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quartermaster.settings.SettingsConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs the checks concurrently and caches the result. Concurrent callers share one run.
 *
 * <p>Failure semantics: a check that exceeds the time limit is interrupted and its prerequisites
 * are unknown; checks that hang nevertheless are bounded, because all runs share the threads. A run
 * that fails is not cached.
 */
@Singleton
class Prerequisites {

  private static final int THREADS = 32;
  private static final String ALL = "all";

  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, Thread.ofVirtual().name("prerequisite-", 0).factory());
  private final AsyncLoadingCache<String, PrerequisitesDocument> cache;
  private final Function<Instant, List<Check>> checks;
  private final Clock clock;

  /** Less than the configured time limit, which includes the rest of the request. */
  private final Duration timeout;

  @Inject
  Prerequisites(PrerequisiteChecks checks, SettingsConfig config, Clock clock) {
    this(
        checks::at,
        config.prerequisites().timeout().multipliedBy(9).dividedBy(10),
        config.prerequisites().cacheTtl(),
        Ticker.systemTicker(),
        clock);
  }

  Prerequisites(
      Function<Instant, List<Check>> checks,
      Duration timeout,
      Duration cacheTtl,
      Ticker ticker,
      Clock clock) {
    this.checks = checks;
    this.timeout = timeout;
    this.clock = clock;
    this.cache =
        Caffeine.newBuilder()
            .expireAfterWrite(cacheTtl)
            .ticker(ticker)
            .executor(task -> Thread.ofVirtual().name("prerequisites").start(task))
            .buildAsync(key -> run());
  }

  CompletionStage<PrerequisitesDocument> latest() {
    return cache.get(ALL).minimalCompletionStage();
  }

  private PrerequisitesDocument run() throws InterruptedException {
    Instant now = clock.instant();
    List<Check> all = checks.apply(now);
    List<Future<List<CheckResult>>> done =
        threads.invokeAll(
            all.stream().map(Check::task).toList(), timeout.toMillis(), TimeUnit.MILLISECONDS);
    List<CheckResult> results = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      results.addAll(all.get(i).results(done.get(i), timeout));
    }
    return PrerequisitesDocument.of(results, now);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
