package io.quartermaster.membership.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.membership.decision.Availability;
import io.quartermaster.membership.decision.DesiredMembership;
import io.quartermaster.membership.decision.MembershipCounts;
import io.quartermaster.membership.decision.PlanCandidate;
import io.quartermaster.membership.decision.ProjectAvailability;
import io.quartermaster.membership.decision.ProjectMembership;
import io.quartermaster.membership.decision.ProjectMembership.Refusal;
import io.quartermaster.membership.decision.ProjectMembership.State;
import io.quartermaster.membership.decision.RefusedChange;
import io.quartermaster.step.StepConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The desired membership in each project and its state, whether the memberships have to be planned
 * again, and what the planner needs to know of each project. SQL only collects the availabilities
 * that are set; Java decides what they mean.
 */
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

  private static final String REFUSED =
      """
      select p.full_path, m.refusal from project_membership m join gitlab_project p
        on p.id = m.project_id
      where m.state = 'REFUSED' order by p.full_path limit ?
      """;

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
  private final StepConfig config;
  private final Clock clock;

  MembershipRepository(Sql sql, StepConfig config, Clock clock) {
    this.sql = sql;
    this.config = config;
    this.clock = clock;
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
   * The next projects to change: pending ones, then those that were refused a resync interval ago.
   * They are marked as added by us before the call, so that a crash between call and record does
   * not make them someone else's.
   */
  public List<ProjectMembership> claimDue(int limit) {
    Instant refusedBefore = clock.instant().minus(config.resyncInterval());
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

  /** Refused changes are attempted again by the next run: somebody may have removed the cause. */
  public void retryRefused() {
    sql.update(
        "update project_membership set state = 'PENDING', refusal = null where state = 'REFUSED'");
  }

  /** The first refused projects by path. */
  public List<RefusedChange> refusedChanges(int limit) {
    return sql.list(
        REFUSED,
        row -> new RefusedChange(row.getString(1), Refusal.valueOf(row.getString(2))),
        limit);
  }

  /** Nothing is known about the memberships of another account. */
  public void deleteAll() {
    sql.update("delete from project_membership");
  }

  /** Something changed that the plan depends on: settings, tree or account. */
  public void outdatePlan() {
    sql.update("update membership_plan set desired_version = desired_version + 1");
  }

  public PlanVersion planVersion() {
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
    return sql.list(PAGE, MembershipRepository::candidate, projectId, limit);
  }

  private static PlanCandidate candidate(ResultSet row) throws SQLException {
    String own = row.getString("availability");
    return new PlanCandidate(
        row.getLong("project_id"),
        new ProjectAvailability(
            own == null ? null : Availability.valueOf(own),
            availabilities(row.getArray("availabilities")),
            row.getBoolean("complete")),
        row.getString("desired") == null ? null : membership(row),
        row.getObject("account_level", Integer.class));
  }

  private static List<Availability> availabilities(@Nullable Array array) throws SQLException {
    return array == null
        ? List.of()
        : Stream.of((String[]) array.getArray()).map(Availability::valueOf).toList();
  }

  private static ProjectMembership membership(ResultSet row) throws SQLException {
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

  /** The version of what the plan depends on, and the one that was planned last. */
  public record PlanVersion(long desired, long planned, long settingsRevision) {

    public boolean isOutdated() {
      return desired > planned;
    }
  }
}
