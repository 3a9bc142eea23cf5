package io.quartermaster.membership.effect;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.project.GitLabGroups;
import io.quartermaster.gitlab.project.GitLabGroups.Group;
import io.quartermaster.gitlab.project.GitLabProjects;
import io.quartermaster.gitlab.project.GitLabProjects.Project;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.ObservedMembership;
import io.quartermaster.membership.decision.TreeNode;
import io.quartermaster.step.GitLabStepFailures;
import io.quartermaster.step.StepFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * GitLab's groups and projects by id, and the direct memberships of a user, one page a call. The
 * first page has no cursor. Projects are paged by keyset; for the others GitLab only has offsets.
 */
@ApplicationScoped
public class TreeGateway {

  private static final Logger LOG = Logger.getLogger(TreeGateway.class);

  private final GitLabProjects projects;
  private final GitLabGroups groups;
  private final GitLabUsers users;
  private final String pageSize;

  TreeGateway(
      GitLabProjects projects, GitLabGroups groups, GitLabUsers users, MembershipConfig config) {
    this.projects = projects;
    this.groups = groups;
    this.users = users;
    this.pageSize = "&per_page=" + config.pageSize();
  }

  public TreeResult<TreeNode> projects(@Nullable String cursor) {
    return nodes(
        cursor, "pagination=keyset&order_by=id&sort=asc", projects::page, TreeGateway::node);
  }

  public TreeResult<TreeNode> groups(@Nullable String cursor) {
    return nodes(
        cursor, "all_available=true&order_by=id&sort=asc", groups::page, TreeGateway::node);
  }

  // By type: the list of both includes access requests, which are no memberships yet.
  public TreeResult<ObservedMembership> projectMemberships(long userId, @Nullable String cursor) {
    return memberships(userId, cursor, "type=Project");
  }

  public TreeResult<ObservedMembership> groupMemberships(long userId, @Nullable String cursor) {
    return memberships(userId, cursor, "type=Namespace");
  }

  private TreeResult<ObservedMembership> memberships(
      long userId, @Nullable String cursor, String type) {
    try {
      return page(
          cursor,
          type,
          position -> users.memberships(userId, position),
          membership -> new ObservedMembership(membership.sourceId(), membership.accessLevel()));
    } catch (GitLabException e) {
      return unreadable(userId, e.failure());
    }
  }

  private TreeResult<ObservedMembership> unreadable(long userId, GitLabFailure failure) {
    try {
      if (failure instanceof GitLabFailure.NotFound && users.byId(userId).isEmpty()) {
        return new TreeResult.UserDeleted<>();
      }
    } catch (GitLabException e) {
      return new TreeResult.Failed<>(GitLabStepFailures.of(e.failure()));
    }
    if (!isHidden(failure)) {
      return new TreeResult.Failed<>(GitLabStepFailures.of(failure));
    }
    // Only needed to detect changes by others: the set-up works without it.
    LOG.warnf(
        "GitLab does not list the memberships of the service account; memberships that others remove are not detected: %s",
        failure.detail());
    return new TreeResult.Hidden<>();
  }

  /** The token may not see it, or this GitLab does not have it. */
  private static boolean isHidden(GitLabFailure failure) {
    return failure instanceof GitLabFailure.NotFound
        || (failure instanceof GitLabFailure.Refused refused
            && refused.reason() == GitLabFailure.Reason.FORBIDDEN);
  }

  private <T> TreeResult<TreeNode> nodes(
      @Nullable String cursor,
      String query,
      Function<PageCursor, Page<T>> read,
      Function<T, TreeNode> item) {
    try {
      return page(cursor, query, read, item);
    } catch (GitLabException e) {
      return new TreeResult.Failed<>(GitLabStepFailures.of(e.failure()));
    }
  }

  private <T, N> TreeResult<N> page(
      @Nullable String cursor,
      String query,
      Function<PageCursor, Page<T>> read,
      Function<T, N> item) {
    Page<T> page = read.apply(new PageCursor(cursor == null ? query + pageSize : cursor));
    return new TreeResult.Items<>(
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

  /** A page, or why there is none. */
  public sealed interface TreeResult<T> {

    /**
     * A page.
     *
     * @param next the cursor of the next page; null at the end
     */
    record Items<T>(List<T> items, @Nullable String next) implements TreeResult<T> {
      public Items {
        items = List.copyOf(items);
      }
    }

    record UserDeleted<T>() implements TreeResult<T> {}

    /** GitLab does not show this list to us: nothing is known from it. */
    record Hidden<T>() implements TreeResult<T> {}

    record Failed<T>(StepFailure failure) implements TreeResult<T> {}
  }
}
