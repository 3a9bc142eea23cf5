package io.quartermaster.messaging;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells trouble of the database that passes (away, restarting, full, a lost race) from faults that
 * come again with the same statement.
 */
public final class TransientFailures {

  /**
   * Beginnings of SQLStates: 08 connection, 25006 only reading (during a fail-over), 40 deadlock
   * and serialization, 53 resources, 55P03 lock not available, 57P shut down, 58 system. No more of
   * class 25: a handler that goes on after a failed statement would come again for ever.
   */
  private static final List<String> STATES =
      List.of("08", "25006", "40", "53", "55P03", "57P", "58");

  /** The pool's words for "no connection in time", which it says without an SQLState. */
  private static final String NO_CONNECTION = "acquisition timeout";

  private static final int MAX_DEPTH = 20;

  private TransientFailures() {}

  /** Whether a failure of the database that passes is anywhere among the causes. */
  public static boolean isIn(Throwable failure) {
    return isIn(failure, 0);
  }

  private static boolean isIn(@Nullable Throwable failure, int depth) {
    if (failure == null || depth > MAX_DEPTH) {
      return false;
    }
    if (failure instanceof SQLException sql && isPassing(sql)) {
      return true;
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      if (isIn(suppressed, depth + 1)) {
        return true;
      }
    }
    return isIn(failure.getCause(), depth + 1);
  }

  private static boolean isPassing(SQLException failure) {
    if (failure instanceof SQLTransientException || failure instanceof SQLRecoverableException) {
      return true;
    }
    String state = failure.getSQLState();
    if (state == null) {
      return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(NO_CONNECTION);
    }
    return STATES.stream().anyMatch(state::startsWith);
  }
}
