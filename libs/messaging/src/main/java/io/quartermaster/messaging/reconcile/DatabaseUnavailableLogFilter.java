package io.quartermaster.messaging.reconcile;

import io.quarkus.logging.LoggingFilter;
import io.quartermaster.messaging.TransientFailures;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Reduces db-scheduler's log to a line while the database is unavailable: it logs an ERROR with a
 * stack trace every few seconds, though it recovers automatically. Other failures are unchanged.
 */
@LoggingFilter(name = "quartermaster-database-unavailable")
public final class DatabaseUnavailableLogFilter implements Filter {

  private static final String SCHEDULER = "com.github.kagkarlsson.scheduler.";

  @Override
  public boolean isLoggable(LogRecord entry) {
    Throwable failure = entry.getThrown();
    if (failure != null
        && entry.getLoggerName() != null
        && entry.getLoggerName().startsWith(SCHEDULER)
        && TransientFailures.isIn(failure)) {
      entry.setLevel(Level.WARNING);
      entry.setMessage("Database unavailable; the reconcile queue retries automatically.");
      entry.setParameters(null);
      entry.setThrown(null);
    }
    return true;
  }
}
