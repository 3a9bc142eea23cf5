package io.quartermaster.gatewayconfig.decision.node;

import java.time.Duration;

/** How often a running job is observed and reported. */
final class JobPolling {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private JobPolling() {}

  /** A tenth of the time that it has run, between one and ten seconds. */
  static Duration interval(Duration time) {
    return Duration.ofMillis(
        Math.clamp(time.toMillis() / 10, SHORTEST.toMillis(), LONGEST.toMillis()));
  }

  /**
   * About every ten seconds of the job, that is before it is observed in another ten: whoever
   * follows the step must not take the service for dead.
   */
  static boolean isReportDue(Duration time) {
    long period = LONGEST.toMillis();
    return time.plus(interval(time)).toMillis() / period > time.toMillis() / period;
  }
}
