package io.quartermaster.gitlab.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long GitLab wants to be left alone: {@code Retry-After} in seconds, else {@code
 * RateLimit-Reset}, a Unix time. Never longer than an hour, so that a wrong clock or header cannot
 * park the work.
 */
final class RetryAfter {

  private static final long MAX_SECONDS = 3600;

  private RetryAfter() {}

  static @Nullable Duration of(@Nullable String retryAfter, @Nullable String reset, Instant now) {
    Long seconds = number(retryAfter);
    if (seconds == null) {
      Long at = number(reset);
      seconds = at == null ? null : at - now.getEpochSecond();
    }
    return seconds == null || seconds < 0
        ? null
        : Duration.ofSeconds(Math.min(seconds, MAX_SECONDS));
  }

  private static @Nullable Long number(@Nullable String header) {
    return header != null && header.strip().matches("\\d{1,15}")
        ? Long.valueOf(header.strip())
        : null;
  }
}
