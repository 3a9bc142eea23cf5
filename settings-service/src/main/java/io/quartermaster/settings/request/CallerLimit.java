package io.quartermaster.settings.request;

import io.quartermaster.messaging.http.ConcurrencyLimit;
import io.quartermaster.settings.SettingsConfig;
import jakarta.inject.Singleton;

/** The requests in progress of every caller. */
@Singleton
class CallerLimit {

  private final ConcurrencyLimit limit;

  CallerLimit(SettingsConfig config) {
    this.limit = new ConcurrencyLimit(Integer.MAX_VALUE, config.requests().maxPerCaller());
  }

  boolean tryAcquire(String subject) {
    return limit.tryAcquire(subject);
  }

  void release(String subject) {
    limit.release(subject);
  }
}
