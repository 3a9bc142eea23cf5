package io.quartermaster.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/**
 * Waiting for conditions, with the same patience everywhere: longer than any pause of a machine
 * that is busy with something else, because a test that waits is no measurement.
 */
public final class Awaits {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private Awaits() {}

  /** Returns when the assertion holds; fails with its last message when patience ends. */
  public static void eventually(ThrowingRunnable assertion) {
    patiently().untilAsserted(assertion);
  }

  /** Returns when the assertion held for the whole time: for what must not happen. */
  public static void throughout(Duration time, ThrowingRunnable assertion) {
    patiently().during(time).atMost(time.plus(PATIENCE)).untilAsserted(assertion);
  }

  /** Lets time pass, such as the length of an outage. */
  public static void pass(Duration time) {
    patiently().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
  }

  /** For what the others cannot say. */
  public static ConditionFactory patiently() {
    return Awaitility.await().atMost(PATIENCE).pollInterval(INTERVAL);
  }

  /** The same with a name for what is waited for. */
  public static ConditionFactory patiently(String wanted) {
    return Awaitility.await(wanted).atMost(PATIENCE).pollInterval(INTERVAL);
  }
}
