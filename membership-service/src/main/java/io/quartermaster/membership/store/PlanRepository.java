package io.quartermaster.membership.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.membership.decision.Availability;
import io.quartermaster.membership.decision.PlanCandidate;
import io.quartermaster.membership.decision.ProjectAvailability;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the memberships have to be planned again, and what the planner needs to know of each
 * project. SQL only collects the availabilities that are set; Java decides what they mean.
 */
@ApplicationScoped
@Transactional(MANDATORY)
public class PlanRepository {

  // GitLab allows 20 levels; the limit only ends a cycle that an inconsistent read may produce.
  private static final String PAGE =
      """
      with recursive page as (
        select id, group_id, account_level from gitlab_project where id > ? order by id limit ?
      ), ancestor (start_id, group_id, parent_id, account_level, depth) as (
        select g.id, g.id, g.parent_id, g.account_level, 0
        from gitlab_group g where g.id in (select group_id from page)
        union all
        select ancestor.start_id, g.id, g.parent_id, g.account_level, ancestor.depth + 1
        from ancestor join gitlab_group g on g.id = ancestor.parent_id
        where ancestor.depth < 64
      ), ancestors as (
        select ancestor.start_id,
          bool_or(ancestor.parent_id is null) as complete,
          max(ancestor.account_level) as account_level,
          array_agg(a.availability order by ancestor.depth)
            filter (where a.availability is not null) as availabilities
        from ancestor
        left join scope_availability a on a.kind = 'GROUP' and a.scope_id = ancestor.group_id
        group by ancestor.start_id
      )
      select page.id as project_id,
        own.availability,
        ancestors.availabilities,
        page.group_id is null or coalesce(ancestors.complete, false) as complete,
        case when m.changed_at < (select started_at from tree_scan where phase = 'COMPLETE')
          then greatest(page.account_level, ancestors.account_level, 0)
        end as account_level,
        m.desired, m.state, m.added_by_us, m.refusal, m.attempts
      from page
      left join ancestors on ancestors.start_id = page.group_id
      left join scope_availability own on own.kind = 'PROJECT' and own.scope_id = page.id
      left join project_membership m on m.project_id = page.id
      order by page.id
      """;

  private final Sql sql;

  PlanRepository(Sql sql) {
    this.sql = sql;
  }

  /** Something changed that the plan depends on: settings, tree or account. */
  public void outdate() {
    sql.update("update membership_plan set desired_version = desired_version + 1");
  }

  public PlanVersion version() {
    return sql.list(
            "select desired_version, planned_version, planned_settings_revision from membership_plan",
            row -> new PlanVersion(row.getLong(1), row.getLong(2), row.getLong(3)))
        .getFirst();
  }

  /** All projects are planned for the version, which was read before the first of them. */
  public void savePlanned(PlanVersion version, long settingsRevision) {
    sql.update(
        "update membership_plan set planned_version = ?, planned_settings_revision = ?",
        version.desired(),
        settingsRevision);
  }

  /** In the database, so that neither a new request nor another replica bypasses the pause. */
  public void pauseUntil(Instant until) {
    sql.update("update membership_plan set paused_until = ?", until);
  }

  public Optional<Instant> pausedUntil() {
    return sql.list(
            "select paused_until from membership_plan",
            row -> Optional.ofNullable(Sql.instant(row, "paused_until")))
        .getFirst();
  }

  /** The next projects after this id, by id; empty at the end. */
  public List<PlanCandidate> candidatesAfter(long projectId, int limit) {
    return sql.list(PAGE, PlanRepository::candidate, projectId, limit);
  }

  private static PlanCandidate candidate(ResultSet row) throws SQLException {
    String own = row.getString("availability");
    return new PlanCandidate(
        row.getLong("project_id"),
        new ProjectAvailability(
            own == null ? null : Availability.valueOf(own),
            availabilities(row.getArray("availabilities")),
            row.getBoolean("complete")),
        row.getString("desired") == null ? null : MembershipRepository.membership(row),
        row.getObject("account_level", Integer.class));
  }

  private static List<Availability> availabilities(@Nullable Array array) throws SQLException {
    return array == null
        ? List.of()
        : Stream.of((String[]) array.getArray()).map(Availability::valueOf).toList();
  }

  /** The version of what the plan depends on, and the one that was planned last. */
  public record PlanVersion(long desired, long planned, long settingsRevision) {

    public boolean isOutdated() {
      return desired > planned;
    }
  }
}
