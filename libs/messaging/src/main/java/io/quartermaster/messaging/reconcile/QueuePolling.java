package io.quartermaster.messaging.reconcile;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import io.quartermaster.messaging.TransientFailures;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Finds no due work while the database is unavailable, without a stack trace at every poll. */
final class QueuePolling extends PostgreSqlJdbcCustomization {

  private static final Logger LOG = Logger.getLogger(QueuePolling.class);

  QueuePolling() {
    super(false, false);
  }

  @Override
  public List<Execution> lockAndFetchSingleStatement(
      JdbcTaskRepositoryContext queue, Instant now, int limit, boolean orderByPriority) {
    try {
      return super.lockAndFetchSingleStatement(queue, now, limit, orderByPriority);
    } catch (SQLRuntimeException e) {
      if (!TransientFailures.isIn(e)) {
        throw e;
      }
      LOG.warn("Database unavailable; reconcile work is waiting");
      return List.of();
    }
  }
}
