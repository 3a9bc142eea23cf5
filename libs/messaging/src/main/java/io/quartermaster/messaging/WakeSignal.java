package io.quartermaster.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread. A wake-up before the wait is not lost. */
public final class WakeSignal {

  private final Semaphore permit = new Semaphore(0);

  public void wake() {
    if (permit.availablePermits() == 0) {
      permit.release();
    }
  }

  /** Waits for a wake-up, at most this long. */
  public void await(Duration atMost) throws InterruptedException {
    if (permit.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      permit.drainPermits();
    }
  }
}
