package io.quartermaster.messaging;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WakeSignalTest {

  @Test
  void keepsAWakeUpBeforeTheWait() {
    WakeSignal signal = new WakeSignal();
    signal.wake();
    signal.wake();

    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> signal.await(Duration.ofMinutes(5)));
  }
}
