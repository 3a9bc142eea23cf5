package io.quartermaster.membership.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.membership.decision.DesiredMembership;
import io.quartermaster.membership.decision.MembershipCounts;
import io.quartermaster.membership.decision.ProjectMembership;
import io.quartermaster.membership.decision.ProjectMembership.Refusal;
import io.quartermaster.membership.decision.ProjectMembership.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The desired membership in each project and its state, written in batches. */
@ApplicationScoped
@Transactional(MANDATORY)
public class MembershipRepository {

  // Joined, so that a project that was deleted meanwhile does not fail the others.
  private static final String SAVE =
      """
      insert into project_membership
        (project_id, desired, state, added_by_us, refusal, attempts, changed_at)
      select page.*, ?::timestamptz from unnest(?, ?, ?, ?, ?, ?)
        as page (project_id, desired, state, added_by_us, refusal, attempts)
      join gitlab_project on gitlab_project.id = page.project_id
      on conflict (project_id) do update
        set desired = excluded.desired, state = excluded.state,
          added_by_us = excluded.added_by_us, refusal = excluded.refusal,
          attempts = excluded.attempts, changed_at = excluded.changed_at
      """;

  private static final String DUE =
      """
      (select * from project_membership where state = 'PENDING'
       order by attempts, project_id limit ?)
      union all
      (select * from project_membership where state = 'REFUSED' and changed_at <= ?
       order by changed_at limit ?)
      limit ?
      """;

  private static final String MARK_ADDED_BY_US =
      """
      update project_membership set added_by_us = true
      where project_id = any (?) and desired = 'MEMBER' and not added_by_us
      """;

  private static final String COUNT =
      """
      select count(*) filter (where desired = 'MEMBER'), count(*) filter (where state = 'SETTLED'),
        count(*) filter (where state = 'PENDING'), count(*) filter (where state = 'REFUSED')
      from project_membership
      """;

  private final Sql sql;

  MembershipRepository(Sql sql) {
    this.sql = sql;
  }

  public void save(List<ProjectMembership> rows, Instant now) {
    sql.update(
        SAVE,
        now,
        rows.stream().map(ProjectMembership::projectId).toArray(Long[]::new),
        rows.stream().map(row -> row.desired().name()).toArray(String[]::new),
        rows.stream().map(row -> row.state().name()).toArray(String[]::new),
        rows.stream().map(ProjectMembership::addedByUs).toArray(Boolean[]::new),
        rows.stream().map(MembershipRepository::refusal).toArray(String[]::new),
        rows.stream().map(ProjectMembership::attempts).toArray(Integer[]::new));
  }

  /** Stores the results of a batch. A deleted project is deleted with its membership. */
  public void saveResults(List<ProjectMembership> rows, List<Long> deletedProjects, Instant now) {
    save(rows, now);
    sql.update(
        "delete from gitlab_project where id = any (?)",
        (Object) deletedProjects.toArray(Long[]::new));
  }

  /**
   * The next projects to change: pending ones, then those refused before {@code refusedBefore}.
   * They are marked as added by us before the call, so that a crash between call and record does
   * not make them someone else's.
   */
  public List<ProjectMembership> claimDue(int limit, Instant refusedBefore) {
    List<ProjectMembership> due =
        sql.list(DUE, MembershipRepository::membership, limit, refusedBefore, limit, limit);
    sql.update(
        MARK_ADDED_BY_US,
        (Object) due.stream().map(ProjectMembership::projectId).toArray(Long[]::new));
    return due;
  }

  public MembershipCounts count() {
    return sql.list(
            COUNT,
            row -> new MembershipCounts(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
        .getFirst();
  }

  /** Nothing is known about the memberships of another account. */
  public void deleteAll() {
    sql.update("delete from project_membership");
  }

  static ProjectMembership membership(ResultSet row) throws SQLException {
    String refusal = row.getString("refusal");
    return new ProjectMembership(
        row.getLong("project_id"),
        DesiredMembership.valueOf(row.getString("desired")),
        State.valueOf(row.getString("state")),
        row.getBoolean("added_by_us"),
        refusal == null ? null : Refusal.valueOf(refusal),
        row.getInt("attempts"));
  }

  private static @Nullable String refusal(ProjectMembership row) {
    return row.refusal() == null ? null : row.refusal().name();
  }
}
