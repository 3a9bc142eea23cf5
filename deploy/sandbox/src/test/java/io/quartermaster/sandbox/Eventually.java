package io.quartermaster.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkException;

/** Repeats a call until it succeeds, for as long as a busy machine may need. */
final class Eventually {

  private Eventually() {}

  static void succeeds(Runnable call) {
    Instant deadline = Instant.now().plusSeconds(60);
    while (true) {
      try {
        call.run();
        return;
      } catch (SdkException | AssertionError notYet) {
        if (Instant.now().isAfter(deadline)) {
          throw notYet;
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }
}
