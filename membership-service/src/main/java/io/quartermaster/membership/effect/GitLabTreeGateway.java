package io.quartermaster.membership.effect;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.project.GitLabGroups;
import io.quartermaster.gitlab.project.GitLabProjects;
import io.quartermaster.gitlab.project.Group;
import io.quartermaster.gitlab.project.Project;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.SeenMembership;
import io.quartermaster.membership.decision.TreeNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Projects by keyset paging; the others by offset, which is all that GitLab has for them. */
@ApplicationScoped
class GitLabTreeGateway implements TreeGateway {

  private static final Logger LOG = Logger.getLogger(GitLabTreeGateway.class);

  private final GitLabProjects projects;
  private final GitLabGroups groups;
  private final GitLabUsers users;
  private final String pageSize;

  GitLabTreeGateway(
      GitLabProjects projects, GitLabGroups groups, GitLabUsers users, MembershipConfig config) {
    this.projects = projects;
    this.groups = groups;
    this.users = users;
    this.pageSize = "&per_page=" + config.pageSize();
  }

  @Override
  public TreeResult<TreeNode> projects(@Nullable String cursor) {
    String start = "pagination=keyset&order_by=id&sort=asc" + pageSize;
    return nodes(cursor, start, projects::page, GitLabTreeGateway::node);
  }

  @Override
  public TreeResult<TreeNode> groups(@Nullable String cursor) {
    String start = "all_available=true&order_by=id&sort=asc" + pageSize;
    return nodes(cursor, start, groups::page, GitLabTreeGateway::node);
  }

  // By type: the list of both holds requests for access too, which are no memberships yet.
  @Override
  public TreeResult<SeenMembership> projectMemberships(long userId, @Nullable String cursor) {
    return memberships(userId, cursor, "type=Project");
  }

  @Override
  public TreeResult<SeenMembership> groupMemberships(long userId, @Nullable String cursor) {
    return memberships(userId, cursor, "type=Namespace");
  }

  private TreeResult<SeenMembership> memberships(
      long userId, @Nullable String cursor, String type) {
    try {
      return page(
          cursor,
          type + pageSize,
          place -> users.memberships(userId, place),
          membership -> new SeenMembership(membership.sourceId(), membership.accessLevel()));
    } catch (GitLabException e) {
      if (GitLabFailures.saysUserGone(e.failure())) {
        return new TreeResult.UserGone<>();
      }
      if (!GitLabFailures.saysNotForUs(e.failure())) {
        return new TreeResult.Failed<>(GitLabFailures.stepFailure(e.failure()));
      }
      // Only a help to notice what others changed: without it the set-up is as good as before.
      LOG.warnf(
          "GitLab does not show the memberships of the service account, so one that somebody ends"
              + " is not noticed: %s",
          e.failure().detail());
      return new TreeResult.NotShown<>();
    }
  }

  private static <T> TreeResult<TreeNode> nodes(
      @Nullable String cursor,
      String start,
      Function<PageCursor, Page<T>> read,
      Function<T, TreeNode> item) {
    try {
      return page(cursor, start, read, item);
    } catch (GitLabException e) {
      return new TreeResult.Failed<>(GitLabFailures.stepFailure(e.failure()));
    }
  }

  private static <T, N> TreeResult<N> page(
      @Nullable String cursor,
      String start,
      Function<PageCursor, Page<T>> read,
      Function<T, N> item) {
    Page<T> page = read.apply(new PageCursor(cursor == null ? start : cursor));
    return new TreeResult.Page<>(
        page.items().stream().map(item).toList(), page.next().map(PageCursor::query).orElse(null));
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
