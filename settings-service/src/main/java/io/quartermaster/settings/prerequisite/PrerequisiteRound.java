package io.quartermaster.settings.prerequisite;

import io.quartermaster.settings.SettingsConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * All looks, side by side.
 *
 * <p>Failure semantics: a look that has not ended in time is interrupted and its checks are
 * unknown; those that hang all the same are bounded, because all rounds share the threads.
 */
@Singleton
class PrerequisiteRound {

  private static final int THREADS = 32;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, Thread.ofVirtual().name("prerequisite-", 0).factory());
  private final Looks looks;
  private final Clock clock;

  /** Shorter than the whole answer may take: the rest of it takes time too. */
  private final Duration within;

  PrerequisiteRound(Looks looks, SettingsConfig config, Clock clock) {
    this.looks = looks;
    this.clock = clock;
    this.within = config.prerequisites().timeout().multipliedBy(9).dividedBy(10);
  }

  /** Looks at everything and answers in reading order. */
  PrerequisitesDocument run() throws InterruptedException {
    Instant now = clock.instant();
    List<Look> all = looks.at(now);
    List<Future<List<Finding>>> ended =
        threads.invokeAll(
            all.stream().map(Look::work).toList(), within.toMillis(), TimeUnit.MILLISECONDS);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      findings.addAll(all.get(i).read(ended.get(i), within));
    }
    findings.sort(Comparator.comparing(Finding::prerequisite));
    return PrerequisitesDocument.of(findings, now);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
