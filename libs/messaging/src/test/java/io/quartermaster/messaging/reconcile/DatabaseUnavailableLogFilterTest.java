package io.quartermaster.messaging.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

class DatabaseUnavailableLogFilterTest {

  private static final String SCHEDULER = "com.github.kagkarlsson.scheduler.RunAndLogErrors";

  @Test
  void logsAnUnavailableDatabaseAsWarningWithoutStackTrace() {
    LogRecord entry = entry(SCHEDULER, new SQLException("Connection refused", "08001"));

    assertThat(new DatabaseUnavailableLogFilter().isLoggable(entry)).isTrue();

    assertThat(entry.getLevel()).isEqualTo(Level.WARNING);
    assertThat(entry.getThrown()).isNull();
    assertThat(entry.getMessage()).contains("Database unavailable");
  }

  @Test
  void keepsOtherErrorsOfTheScheduler() {
    isUntouched(entry(SCHEDULER, new SQLException("no such table", "42P01")));
  }

  @Test
  void keepsLogsOfOtherLoggers() {
    isUntouched(entry("io.quartermaster", new SQLException("Connection refused", "08001")));
  }

  @Test
  void isConfiguredForEveryService() {
    assertThat(ConfigProvider.getConfig().getValue("quarkus.log.console.filter", String.class))
        .isEqualTo("quartermaster-database-unavailable");
  }

  private static void isUntouched(LogRecord entry) {
    Throwable failure = entry.getThrown();

    assertThat(new DatabaseUnavailableLogFilter().isLoggable(entry)).isTrue();

    assertThat(entry.getLevel()).isEqualTo(Level.SEVERE);
    assertThat(entry.getThrown()).isSameAs(failure);
  }

  private static LogRecord entry(String logger, Throwable failure) {
    LogRecord entry = new LogRecord(Level.SEVERE, "Unhandled exception. Will keep running.");
    entry.setLoggerName(logger);
    entry.setThrown(new IllegalStateException("wrapped", failure));
    return entry;
  }
}
