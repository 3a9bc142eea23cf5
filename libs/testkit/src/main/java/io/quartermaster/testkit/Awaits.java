package io.quartermaster.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waiting for conditions, with the same patience everywhere. */
public final class Awaits {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private Awaits() {}

  /** Returns when the assertion holds; fails with its last message after 30 s. */
  public static void eventually(ThrowingRunnable assertion) {
    Awaitility.await().atMost(PATIENCE).pollInterval(INTERVAL).untilAsserted(assertion);
  }

  /** Returns when the assertion held for the whole time: for what must not happen. */
  public static void throughout(Duration time, ThrowingRunnable assertion) {
    Awaitility.await()
        .during(time)
        .atMost(time.plus(PATIENCE))
        .pollInterval(INTERVAL)
        .untilAsserted(assertion);
  }
}
