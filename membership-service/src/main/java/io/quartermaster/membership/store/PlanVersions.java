package io.quartermaster.membership.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether what is wanted of the projects has to be worked out again, and whether work may go on.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PlanVersions {

  private final Sql sql;

  PlanVersions(Sql sql) {
    this.sql = sql;
  }

  /** Something changed that the plan depends on: choices, settings, the tree or the account. */
  public void outdate() {
    sql.update("UPDATE membership_plan SET wanted_version = wanted_version + 1");
  }

  public PlanVersion load() {
    return sql.query(
            "SELECT wanted_version, planned_version, planned_settings_revision FROM membership_plan",
            row -> new PlanVersion(row.getLong(1), row.getLong(2), row.getLong(3)))
        .getFirst();
  }

  /** A plan that began when {@code version} was loaded is stored completely. */
  public void planned(PlanVersion version, long settingsRevision) {
    sql.update(
        "UPDATE membership_plan SET planned_version = ?, planned_settings_revision = ?",
        version.wanted(),
        settingsRevision);
  }

  /** GitLab asked to be left alone. */
  public void pauseUntil(Instant until) {
    sql.update("UPDATE membership_plan SET paused_until = ?", until);
  }

  /** Empty when work may go on. */
  public Optional<Instant> pausedUntil() {
    return sql.query(
            "SELECT paused_until FROM membership_plan",
            row -> Optional.ofNullable(row.getTimestamp(1)))
        .getFirst()
        .map(Timestamp::toInstant);
  }

  /** What is wanted and what is planned, as versions of each. */
  public record PlanVersion(long wanted, long planned, long settingsRevision) {

    public boolean outdated() {
      return wanted > planned;
    }
  }
}
