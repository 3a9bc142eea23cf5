package io.quartermaster.messaging;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off from base to cap with jitter: evenly distributed between a tenth of the
 * bound and the bound, so that simultaneous failures do not retry simultaneously.
 */
public record BackOff(Duration base, Duration cap) {

  private static final int MAX_DOUBLINGS = 30;

  public BackOff {
    if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException("Back-off needs 0 < base <= cap: " + base + ", " + cap);
    }
  }

  /** The wait after this number of consecutive failures, counted from 1. */
  public Duration after(int failures, RandomGenerator random) {
    long bound = bound(failures).toMillis();
    return Duration.ofMillis(bound / 10 + random.nextLong(bound - bound / 10 + 1));
  }

  private Duration bound(int failures) {
    int doublings = Math.clamp(failures - 1L, 0, MAX_DOUBLINGS);
    long millis = Math.max(1, base.toMillis());
    return Duration.ofMillis(
        millis > cap.toMillis() >> doublings ? cap.toMillis() : millis << doublings);
  }
}
