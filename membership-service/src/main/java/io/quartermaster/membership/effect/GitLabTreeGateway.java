package io.quartermaster.membership.effect;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.project.GitLabGroups;
import io.quartermaster.gitlab.project.GitLabProjects;
import io.quartermaster.gitlab.project.Group;
import io.quartermaster.gitlab.project.Project;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.TreeNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Projects by keyset paging; groups by offset, which is all that GitLab has for them. */
@ApplicationScoped
class GitLabTreeGateway implements TreeGateway {

  private final GitLabProjects projects;
  private final GitLabGroups groups;
  private final String pageSize;

  GitLabTreeGateway(GitLabProjects projects, GitLabGroups groups, MembershipConfig config) {
    this.projects = projects;
    this.groups = groups;
    this.pageSize = "&per_page=" + config.pageSize();
  }

  @Override
  public TreeResult projects(@Nullable String cursor) {
    String start = "pagination=keyset&order_by=id&sort=asc" + pageSize;
    return page(cursor, start, projects::page, GitLabTreeGateway::node);
  }

  @Override
  public TreeResult groups(@Nullable String cursor) {
    String start = "all_available=true&order_by=id&sort=asc" + pageSize;
    return page(cursor, start, groups::page, GitLabTreeGateway::node);
  }

  private static <T> TreeResult page(
      @Nullable String cursor,
      String start,
      Function<PageCursor, Page<T>> read,
      Function<T, TreeNode> node) {
    try {
      Page<T> page = read.apply(new PageCursor(cursor == null ? start : cursor));
      return new TreeResult.Page(
          page.items().stream().map(node).toList(),
          page.next().map(PageCursor::query).orElse(null));
    } catch (GitLabException e) {
      return new TreeResult.Failed(GitLabFailures.stepFailure(e.failure()));
    }
  }

  private static TreeNode node(Project project) {
    Project.Namespace namespace = project.namespace();
    Long group = namespace.inGroup() ? namespace.id() : null;
    return new TreeNode(project.id(), group, project.pathWithNamespace());
  }

  private static TreeNode node(Group group) {
    return new TreeNode(group.id(), group.parentId(), group.fullPath());
  }
}
