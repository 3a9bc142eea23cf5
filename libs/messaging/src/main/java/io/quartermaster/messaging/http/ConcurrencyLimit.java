package io.quartermaster.messaging.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Limits what is in progress at the same time, altogether and for each key. Nothing ever waits.
 * Every successful {@link #tryAcquire} must be followed by one {@link #release}; idle keys take no
 * memory.
 */
public final class ConcurrencyLimit {

  private final Semaphore all;
  private final int perKey;
  private final ConcurrentHashMap<String, Integer> inProgress = new ConcurrentHashMap<>();

  public ConcurrencyLimit(int total, int perKey) {
    this.all = new Semaphore(total);
    this.perKey = perKey;
  }

  /** Returns whether the key may begin. */
  public boolean tryAcquire(String key) {
    if (!all.tryAcquire()) {
      return false;
    }
    if (inProgress.merge(key, 1, Integer::sum) <= perKey) {
      return true;
    }
    release(key);
    return false;
  }

  public void release(String key) {
    inProgress.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    all.release();
  }
}
