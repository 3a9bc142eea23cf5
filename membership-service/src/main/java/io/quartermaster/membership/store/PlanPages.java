package io.quartermaster.membership.store;

import io.quartermaster.membership.decision.Choice;
import io.quartermaster.membership.decision.Lineage;
import io.quartermaster.membership.decision.ProjectMembership;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the planner has to know of each project, in pages by id. SQL only gathers the explicit
 * choices above a project; what follows from them is decided in one place, in Java.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PlanPages {

  // GitLab allows 20 levels; the bound only ends the walk should a torn read have made a circle.
  private static final String PAGE =
      """
      WITH RECURSIVE page AS (
        SELECT id, group_id, account_level FROM gitlab_project WHERE id > ? ORDER BY id LIMIT ?
      ), last_walk AS (
        SELECT phase, started_at FROM tree_scan ORDER BY id DESC LIMIT 1
      ), above (start_id, group_id, parent_id, account_level, depth) AS (
        SELECT g.id, g.id, g.parent_id, g.account_level, 0
        FROM gitlab_group g WHERE g.id IN (SELECT group_id FROM page)
        UNION ALL
        SELECT above.start_id, g.id, g.parent_id, g.account_level, above.depth + 1
        FROM above JOIN gitlab_group g ON g.id = above.parent_id
        WHERE above.depth < 64
      ), lineage AS (
        SELECT above.start_id,
               bool_or(above.parent_id IS NULL) AS complete,
               max(above.account_level) AS account_level,
               array_agg(c.availability ORDER BY above.depth)
                 FILTER (WHERE c.availability IS NOT NULL) AS choices
        FROM above
        LEFT JOIN scope_choice c ON c.kind = 'GROUP' AND c.scope_id = above.group_id
        GROUP BY above.start_id
      )
      SELECT page.id AS project_id,
             own.availability AS own_choice,
             lineage.choices,
             page.group_id IS NULL OR coalesce(lineage.complete, false) AS complete,
             CASE WHEN m.changed_at < (SELECT started_at FROM last_walk WHERE phase = 'COMPLETE')
                  THEN greatest(page.account_level, lineage.account_level, 0)
             END AS account_level,
             m.goal, m.state, m.ours, m.refusal, m.attempts
      FROM page
      LEFT JOIN lineage ON lineage.start_id = page.group_id
      LEFT JOIN scope_choice own ON own.kind = 'PROJECT' AND own.scope_id = page.id
      LEFT JOIN project_membership m ON m.project_id = page.id
      ORDER BY page.id
      """;

  private final Sql sql;

  PlanPages(Sql sql) {
    this.sql = sql;
  }

  /** The next projects after this id; empty at the end. */
  public List<Candidate> after(long projectId, int size) {
    return sql.query(PAGE, PlanPages::candidate, projectId, size);
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    String own = row.getString("own_choice");
    var lineage =
        new Lineage(
            own == null ? null : Choice.ofWord(own), groups(row), row.getBoolean("complete"));
    ProjectMembership known =
        row.getString("goal") == null ? null : MembershipTable.membership(row);
    return new Candidate(
        row.getLong("project_id"), lineage, known, row.getObject("account_level", Integer.class));
  }

  private static List<Choice> groups(ResultSet row) throws SQLException {
    java.sql.Array choices = row.getArray("choices");
    return choices == null
        ? List.of()
        : Arrays.stream((String[]) choices.getArray()).map(Choice::ofWord).toList();
  }

  /**
   * A project to plan.
   *
   * @param known absent for a project without a membership row
   * @param level the account's access level, direct or from a group above, as the last walk saw it;
   *     0 for none, absent where {@code known} is newer than that walk
   */
  public record Candidate(
      long projectId,
      Lineage lineage,
      @Nullable ProjectMembership known,
      @Nullable Integer level) {}
}
