package io.quartermaster.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/**
 * Waits for conditions, with one timeout for all tests. It exceeds every delay of a busy machine:
 * tests do not measure time.
 */
public final class Await {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private Await() {}

  /** Returns when the assertion holds; fails with its last message on timeout. */
  public static void eventually(ThrowingRunnable assertion) {
    condition().untilAsserted(assertion);
  }

  /** Returns when the assertion has held for the whole time: for what must not happen. */
  public static void throughout(Duration time, ThrowingRunnable assertion) {
    condition().during(time).atMost(time.plus(TIMEOUT)).untilAsserted(assertion);
  }

  /** Lets time pass, such as the length of an outage. */
  public static void elapse(Duration time) {
    condition().pollDelay(time).atMost(time.plus(TIMEOUT)).until(() -> true);
  }

  /** For other conditions. */
  public static ConditionFactory condition() {
    return Awaitility.await().atMost(TIMEOUT).pollInterval(INTERVAL);
  }

  /** The same, with a name for the failure message. */
  public static ConditionFactory condition(String name) {
    return Awaitility.await(name).atMost(TIMEOUT).pollInterval(INTERVAL);
  }
}
