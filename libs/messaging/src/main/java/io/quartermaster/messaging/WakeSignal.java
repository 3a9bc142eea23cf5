package io.quartermaster.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends the wait of one thread early. A wake-up that comes before the wait is not lost. */
public final class WakeSignal {

  private final Semaphore permit = new Semaphore(0);

  public void wake() {
    if (permit.availablePermits() == 0) {
      permit.release();
    }
  }

  /** Waits for a wake-up, this long at most. */
  public void await(Duration atMost) throws InterruptedException {
    if (permit.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      permit.drainPermits();
    }
  }
}
