package io.quartermaster.membership.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.membership.decision.ObservedMembership;
import io.quartermaster.membership.decision.TreeNode;
import io.quartermaster.membership.decision.TreeScan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The newest scan, and the groups and projects that it found, written page by page. */
@ApplicationScoped
@Transactional(MANDATORY)
public class TreeRepository {

  private static final String SAVE_NODES =
      """
      insert into %1$s (id, %2$s, full_path, scan_id)
      select page.*, ? from unnest(?, ?, ?) as page
      on conflict (id) do update
        set %2$s = excluded.%2$s, full_path = excluded.full_path,
          scan_id = excluded.scan_id, account_level = null
      """;
  private static final String SAVE_GROUPS = SAVE_NODES.formatted("gitlab_group", "parent_id");
  private static final String SAVE_PROJECTS = SAVE_NODES.formatted("gitlab_project", "group_id");

  private static final String SAVE_LEVELS =
      """
      update %1$s set account_level = page.level
      from unnest(?, ?) as page (id, level) where %1$s.id = page.id
      """;
  private static final String SAVE_GROUP_LEVELS = SAVE_LEVELS.formatted("gitlab_group");
  private static final String SAVE_PROJECT_LEVELS = SAVE_LEVELS.formatted("gitlab_project");

  // Groups are paged by offset, where a concurrent deletion can hide one: a group that contains
  // something that was found stays.
  private static final String DELETE_MISSING_GROUPS =
      """
      delete from gitlab_group missing
      where missing.scan_id < ?
        and not exists (select from gitlab_project where group_id = missing.id)
        and not exists (select from gitlab_group child
                        where child.parent_id = missing.id and child.scan_id >= ?)
      """;

  private static final String UNKNOWN_SCOPE_SINCE =
      """
      select max(received_at) as since from scope_availability
      where kind = 'GROUP' and not exists (select from gitlab_group where id = scope_id)
         or kind = 'PROJECT' and not exists (select from gitlab_project where id = scope_id)
      """;

  private static final String SCAN_COLUMNS =
      "id, phase, page_cursor, settings_revision, started_at";

  private final Sql sql;

  TreeRepository(Sql sql) {
    this.sql = sql;
  }

  public Optional<TreeScan> latestScan() {
    return sql.first("select " + SCAN_COLUMNS + " from tree_scan", TreeRepository::scan);
  }

  public TreeScan startScan(long settingsRevision, Instant startedAt) {
    sql.update("delete from tree_scan");
    return sql.first(
            "insert into tree_scan (phase, settings_revision, started_at) values (?, ?, ?) returning "
                + SCAN_COLUMNS,
            TreeRepository::scan,
            TreeScan.Phase.PROJECTS.name(),
            settingsRevision,
            startedAt)
        .orElseThrow();
  }

  /**
   * Stores the position of the scan, in the transaction of the page that was read. Returns the
   * stored scan, which may be outdated meanwhile.
   */
  public TreeScan saveScan(TreeScan scan) {
    return sql.first(
            "update tree_scan set phase = ?, page_cursor = ? where id = ? returning "
                + SCAN_COLUMNS,
            TreeRepository::scan,
            scan.phase().name(),
            scan.cursor(),
            scan.id())
        .orElseThrow(() -> new IllegalStateException("No scan with the id " + scan.id()));
  }

  /**
   * The next run scans again. A scan in progress continues, but has read a part of GitLab too
   * early: another one follows it.
   */
  public void outdateScan() {
    sql.update("delete from tree_scan where phase in ('COMPLETE', 'TREE_ONLY')");
    sql.update("update tree_scan set settings_revision = ?", TreeScan.OUTDATED);
  }

  public void saveGroups(long scanId, List<TreeNode> page) {
    saveNodes(SAVE_GROUPS, scanId, page);
  }

  public void saveProjects(long scanId, List<TreeNode> page) {
    saveNodes(SAVE_PROJECTS, scanId, page);
  }

  /** Stores the account's memberships with groups that are stored; saving a group resets them. */
  public void saveGroupLevels(List<ObservedMembership> page) {
    saveLevels(SAVE_GROUP_LEVELS, page);
  }

  /** The same for projects. */
  public void saveProjectLevels(List<ObservedMembership> page) {
    saveLevels(SAVE_PROJECT_LEVELS, page);
  }

  /** Deletes what the complete scan did not find. Returns the number of projects. */
  public int deleteMissing(long scanId) {
    int projects = sql.update("delete from gitlab_project where scan_id < ?", scanId);
    sql.update(DELETE_MISSING_GROUPS, scanId, scanId);
    return projects;
  }

  /** When the newest availability of a group or project arrived that is not in the tree. */
  public Optional<Instant> unknownScopeSince() {
    return sql.list(UNKNOWN_SCOPE_SINCE, row -> Optional.ofNullable(Sql.instant(row, "since")))
        .getFirst();
  }

  private void saveNodes(String statement, long scanId, List<TreeNode> page) {
    sql.update(
        statement,
        scanId,
        page.stream().map(TreeNode::id).toArray(Long[]::new),
        page.stream().map(TreeNode::parentGroupId).toArray(Long[]::new),
        page.stream().map(TreeNode::fullPath).toArray(String[]::new));
  }

  private void saveLevels(String statement, List<ObservedMembership> page) {
    sql.update(
        statement,
        page.stream().map(ObservedMembership::sourceId).toArray(Long[]::new),
        page.stream().map(ObservedMembership::accessLevel).toArray(Integer[]::new));
  }

  private static TreeScan scan(ResultSet row) throws SQLException {
    return new TreeScan(
        row.getLong("id"),
        TreeScan.Phase.valueOf(row.getString("phase")),
        row.getString("page_cursor"),
        row.getLong("settings_revision"),
        Objects.requireNonNull(Sql.instant(row, "started_at")));
  }
}
