package io.quartermaster.iamprovisioner.reconcile;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to leave AWS alone while it is catching up: usually seconds, sometimes a minute. */
final class SettlePause {
  private static final long FIRST_MILLIS = 500;
  private static final long LONGEST_MILLIS = 10_000;
  private static final int DOUBLINGS = 5;

  private SettlePause() {}

  /**
   * Doubles with each attempt; a quarter of it is chance, so that replicas do not march in step.
   */
  static Duration before(int attempt) {
    long doubled = FIRST_MILLIS << Math.clamp(attempt - 1L, 0, DOUBLINGS);
    long millis = Math.min(doubled, LONGEST_MILLIS);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis * 3 / 4, millis + 1));
  }
}
