package io.quartermaster.membership.store;

import io.quartermaster.membership.decision.SeenMembership;
import io.quartermaster.membership.decision.TreeNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** GitLab's groups and projects as last seen, written a page at a time. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class TreeTables {

  private static final String PUT_GROUPS =
      """
      INSERT INTO gitlab_group (id, parent_id, full_path, scan_id)
      SELECT page.*, ? FROM unnest(?, ?, ?) AS page
      ON CONFLICT (id) DO UPDATE
      SET parent_id = excluded.parent_id, full_path = excluded.full_path, scan_id = excluded.scan_id,
          account_level = NULL
      """;
  private static final String PUT_PROJECTS =
      """
      INSERT INTO gitlab_project (id, group_id, full_path, scan_id)
      SELECT page.*, ? FROM unnest(?, ?, ?) AS page
      ON CONFLICT (id) DO UPDATE
      SET group_id = excluded.group_id, full_path = excluded.full_path, scan_id = excluded.scan_id,
          account_level = NULL
      """;
  private static final String PUT_GROUP_LEVELS =
      """
      UPDATE gitlab_group SET account_level = page.level
      FROM unnest(?, ?) AS page (id, level) WHERE gitlab_group.id = page.id
      """;
  private static final String PUT_PROJECT_LEVELS =
      """
      UPDATE gitlab_project SET account_level = page.level
      FROM unnest(?, ?) AS page (id, level) WHERE gitlab_project.id = page.id
      """;
  // Groups come by offset, where a deletion meanwhile can hide one: what still holds something that
  // was seen stays.
  private static final String DROP_GROUPS =
      """
      DELETE FROM gitlab_group gone
      WHERE gone.scan_id < ?
        AND NOT EXISTS (SELECT FROM gitlab_project WHERE group_id = gone.id)
        AND NOT EXISTS (SELECT FROM gitlab_group below
                        WHERE below.parent_id = gone.id AND below.scan_id >= ?)
      """;
  private static final String STRANGER_SINCE =
      """
      SELECT max(received_at) FROM scope_choice
      WHERE kind = 'GROUP' AND NOT EXISTS (SELECT FROM gitlab_group WHERE id = scope_id)
         OR kind = 'PROJECT' AND NOT EXISTS (SELECT FROM gitlab_project WHERE id = scope_id)
      """;

  private final Sql sql;

  TreeTables(Sql sql) {
    this.sql = sql;
  }

  public void putGroups(long scanId, List<TreeNode> page) {
    put(PUT_GROUPS, scanId, page);
  }

  public void putProjects(long scanId, List<TreeNode> page) {
    put(PUT_PROJECTS, scanId, page);
  }

  /**
   * Notes the account's memberships at groups that were put before; putting one again forgets it.
   */
  public void putGroupLevels(List<SeenMembership> page) {
    putLevels(PUT_GROUP_LEVELS, page);
  }

  /** The same for projects. */
  public void putProjectLevels(List<SeenMembership> page) {
    putLevels(PUT_PROJECT_LEVELS, page);
  }

  private void putLevels(String statement, List<SeenMembership> page) {
    sql.update(
        statement,
        page.stream().map(SeenMembership::sourceId).toArray(Long[]::new),
        page.stream().map(SeenMembership::accessLevel).toArray(Integer[]::new));
  }

  /** Removes what the complete walk did not see, memberships included; says how many projects. */
  public int dropVanished(long scanId) {
    int projects = sql.update("DELETE FROM gitlab_project WHERE scan_id < ?", scanId);
    sql.update(DROP_GROUPS, scanId, scanId);
    return projects;
  }

  /** GitLab no longer knows these projects. */
  public void dropProjects(List<Long> projectIds) {
    sql.update(
        "DELETE FROM gitlab_project WHERE id = ANY (?)", (Object) projectIds.toArray(Long[]::new));
  }

  /** When the newest choice came in whose group or project is not in the tree. */
  public Optional<Instant> strangerSince() {
    return sql.query(STRANGER_SINCE, row -> Optional.ofNullable(row.getTimestamp(1)))
        .getFirst()
        .map(Timestamp::toInstant);
  }

  private void put(String statement, long scanId, List<TreeNode> page) {
    sql.update(
        statement,
        scanId,
        page.stream().map(TreeNode::id).toArray(Long[]::new),
        page.stream().map(TreeNode::parentGroupId).toArray(Long[]::new),
        page.stream().map(TreeNode::fullPath).toArray(String[]::new));
  }
}
