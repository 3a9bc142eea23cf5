package io.quartermaster.membership.store;

import io.quartermaster.membership.decision.MembershipCounts;
import io.quartermaster.membership.decision.MembershipGoal;
import io.quartermaster.membership.decision.ProjectMembership;
import io.quartermaster.membership.decision.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row a project: what is wanted and how far it is. Written in batches. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class MembershipTable {

  // A project that vanished meanwhile must not fail the others.
  private static final String PUT =
      """
      INSERT INTO project_membership
        (project_id, goal, state, ours, refusal, attempts, changed_at)
      SELECT page.*, ?::timestamptz FROM unnest(?, ?, ?, ?, ?, ?)
        AS page (project_id, goal, state, ours, refusal, attempts)
      JOIN gitlab_project ON gitlab_project.id = page.project_id
      ON CONFLICT (project_id) DO UPDATE
      SET goal = excluded.goal, state = excluded.state, ours = excluded.ours,
          refusal = excluded.refusal, attempts = excluded.attempts, changed_at = excluded.changed_at
      """;
  private static final String DUE =
      """
      (SELECT * FROM project_membership WHERE state = 'PENDING'
       ORDER BY attempts, project_id LIMIT ?)
      UNION ALL
      (SELECT * FROM project_membership WHERE state = 'REFUSED' AND changed_at <= ?
       ORDER BY changed_at LIMIT ?)
      LIMIT ?
      """;
  private static final String COUNT =
      """
      SELECT count(*) FILTER (WHERE goal = 'MEMBER'), count(*) FILTER (WHERE state = 'SETTLED'),
             count(*) FILTER (WHERE state = 'PENDING'), count(*) FILTER (WHERE state = 'REFUSED')
      FROM project_membership
      """;

  private final Sql sql;

  MembershipTable(Sql sql) {
    this.sql = sql;
  }

  public void putAll(List<ProjectMembership> rows, Instant now) {
    if (rows.isEmpty()) {
      return;
    }
    sql.update(
        PUT,
        now,
        column(rows, ProjectMembership::projectId).toArray(Long[]::new),
        column(rows, row -> row.goal().name()).toArray(String[]::new),
        column(rows, row -> row.state().name()).toArray(String[]::new),
        column(rows, ProjectMembership::ours).toArray(Boolean[]::new),
        rows.stream().map(MembershipTable::refusalName).toArray(String[]::new),
        column(rows, ProjectMembership::attempts).toArray(Integer[]::new));
  }

  /** What is to be done next: pending first, then what was refused before {@code refusedBefore}. */
  public List<ProjectMembership> due(int limit, Instant refusedBefore) {
    return sql.query(DUE, MembershipTable::membership, limit, refusedBefore, limit, limit);
  }

  /** Written before the calls: from here on, a member found in one of these may be our doing. */
  public void markOurs(List<ProjectMembership> rows) {
    sql.update(
        """
        UPDATE project_membership SET ours = true
        WHERE project_id = ANY (?) AND goal = 'MEMBER' AND NOT ours
        """,
        (Object) column(rows, ProjectMembership::projectId).toArray(Long[]::new));
  }

  public MembershipCounts count() {
    return sql.query(
            COUNT,
            row -> new MembershipCounts(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
        .getFirst();
  }

  /** Nothing is known of the memberships of another account. */
  public void forgetAll() {
    sql.update("DELETE FROM project_membership");
  }

  static ProjectMembership membership(ResultSet row) throws SQLException {
    String refusal = row.getString("refusal");
    return new ProjectMembership(
        row.getLong("project_id"),
        MembershipGoal.valueOf(row.getString("goal")),
        ProjectMembership.State.valueOf(row.getString("state")),
        row.getBoolean("ours"),
        refusal == null ? null : Refusal.valueOf(refusal),
        row.getInt("attempts"));
  }

  private static @Nullable String refusalName(ProjectMembership row) {
    return row.refusal() == null ? null : row.refusal().name();
  }

  private static <T> List<T> column(
      List<ProjectMembership> rows, Function<ProjectMembership, T> value) {
    return rows.stream().map(value).toList();
  }
}
