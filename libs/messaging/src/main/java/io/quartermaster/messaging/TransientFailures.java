package io.quartermaster.messaging;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes transient database failures (unreachable, restarting, out of resources, deadlock)
 * from permanent ones, which recur with the same statement.
 */
public final class TransientFailures {

  /**
   * Prefixes of SQLSTATE: 08 connection, 25006 read-only (during a failover), 40 deadlock and
   * serialization, 53 resources, 55P03 lock not available, 57P shutdown, 58 system. Not the rest of
   * class 25: a handler that continues after a failed statement would be retried for ever.
   */
  private static final List<String> STATES =
      List.of("08", "25006", "40", "53", "55P03", "57P", "58");

  /** Part of the pool's message for a connection timeout, which has no SQLSTATE. */
  private static final String NO_CONNECTION = "acquisition timeout";

  private static final int MAX_DEPTH = 20;

  private TransientFailures() {}

  /** Whether any cause is a transient database failure. */
  public static boolean isIn(Throwable failure) {
    return isIn(failure, 0);
  }

  private static boolean isIn(@Nullable Throwable failure, int depth) {
    return failure != null
        && depth <= MAX_DEPTH
        && ((failure instanceof SQLException sql && isTransient(sql))
            || Arrays.stream(failure.getSuppressed()).anyMatch(each -> isIn(each, depth + 1))
            || isIn(failure.getCause(), depth + 1));
  }

  private static boolean isTransient(SQLException failure) {
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
