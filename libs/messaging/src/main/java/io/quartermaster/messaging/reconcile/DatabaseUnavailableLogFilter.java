package io.quartermaster.messaging.reconcile;

import io.quarkus.logging.LoggingFilter;
import io.quartermaster.messaging.TransientFailures;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Makes a line of what db-scheduler says while the database is away: it writes an ERROR with a
 * stack trace every few seconds and goes on by itself, so nobody has to act on it. What does not
 * pass is left as it is.
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
      entry.setMessage("The database does not answer; the work queue tries again.");
      entry.setParameters(null);
      entry.setThrown(null);
    }
    return true;
  }
}
