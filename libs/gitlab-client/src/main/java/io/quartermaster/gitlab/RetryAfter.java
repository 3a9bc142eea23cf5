package io.quartermaster.gitlab;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long a server asks us to wait. At least one second, so that {@code Retry-After: 0} does
 * not become a busy loop; at most an hour, so that a wrong clock or header cannot stop the work.
 */
public final class RetryAfter {

  private static final long MIN_SECONDS = 1;
  private static final long MAX_SECONDS = 3600;

  private RetryAfter() {}

  /** Reads a {@code Retry-After} in seconds; null when it is absent or not a number. */
  public static @Nullable Duration of(@Nullable String retryAfter) {
    Long seconds = number(retryAfter);
    return seconds == null ? null : bounded(seconds);
  }

  /** As {@link #of(String)}, else from {@code RateLimit-Reset}, a Unix time in the future. */
  public static @Nullable Duration of(
      @Nullable String retryAfter, @Nullable String reset, Instant now) {
    Duration asked = of(retryAfter);
    Long at = number(reset);
    return asked != null || at == null || at < now.getEpochSecond()
        ? asked
        : bounded(at - now.getEpochSecond());
  }

  private static Duration bounded(long seconds) {
    return Duration.ofSeconds(Math.clamp(seconds, MIN_SECONDS, MAX_SECONDS));
  }

  private static @Nullable Long number(@Nullable String header) {
    return header != null && header.strip().matches("\\d{1,15}")
        ? Long.valueOf(header.strip())
        : null;
  }
}
