package io.quartermaster.settings.scope;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.project.GitLabGroups;
import io.quartermaster.gitlab.project.GitLabGroups.Group;
import io.quartermaster.gitlab.project.GitLabProjects;
import io.quartermaster.gitlab.project.GitLabProjects.Project;
import io.quartermaster.settings.SettingsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds groups and projects in GitLab by id, and their ancestors. Never to be called inside a
 * transaction.
 *
 * <p>The scope itself is read with every request. An ancestor group is cached, and used only while
 * its path matches the path of its child: after a rename, a transfer or a deletion the paths differ
 * and GitLab is asked again. So every change applies from the next request on. Only two groups that
 * swap their positions without a change of any path below them are seen after the cache expires.
 *
 * <p>Failure semantics: throws {@link GitLabException} when GitLab is unavailable or refuses. An
 * ancestor that disappears during the walk, or more levels than GitLab supports, is unavailable:
 * the tree is changing, the caller can retry. A failure is not cached.
 */
@ApplicationScoped
class GitLabNamespaces {

  /** Above GitLab's limit of 20 levels. */
  private static final int MAX_DEPTH = 32;

  private static final long MAX_ENTRIES = 10_000;

  private final LongFunction<Optional<GroupOrProject>> groups;
  private final LongFunction<Optional<GroupOrProject>> projects;
  private final Cache<Long, GroupOrProject> cache;

  @Inject
  GitLabNamespaces(GitLabGroups groups, GitLabProjects projects, SettingsConfig config) {
    this(
        id -> groups.byId(id).map(GitLabNamespaces::located),
        id -> projects.byId(id).map(GitLabNamespaces::located),
        config.namespaces().cacheTtl(),
        Ticker.systemTicker());
  }

  GitLabNamespaces(
      LongFunction<Optional<GroupOrProject>> groups,
      LongFunction<Optional<GroupOrProject>> projects,
      Duration cacheTtl,
      Ticker ticker) {
    this.groups = groups;
    this.projects = projects;
    this.cache =
        Caffeine.newBuilder()
            .expireAfterWrite(cacheTtl)
            .maximumSize(MAX_ENTRIES)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Empty when GitLab has no such group or project. One call. */
  Optional<GroupOrProject> find(ScopeKind kind, long id) {
    return switch (kind) {
      case GROUP -> groups.apply(id);
      case PROJECT -> projects.apply(id);
      case INSTANCE -> throw new IllegalArgumentException("The instance is not in GitLab's tree");
    };
  }

  /** Walks up to the top-level group, with one call for each group that is not cached. */
  ScopeAncestry ancestry(GroupOrProject start) {
    List<ScopeRef> ancestors = new ArrayList<>();
    GroupOrProject below = start;
    @Nullable Long next = start.parentGroupId();
    while (next != null) {
      if (ancestors.size() == MAX_DEPTH) {
        throw changing();
      }
      below = group(next, below.scope().parentPath());
      ancestors.add(below.scope());
      next = below.parentGroupId();
    }
    return new ScopeAncestry(start.scope(), ancestors);
  }

  /** The group with this id, which is at this path according to its child. */
  private GroupOrProject group(long id, String path) {
    GroupOrProject cached = cache.getIfPresent(id);
    if (cached != null && cached.scope().fullPath().equals(path)) {
      return cached;
    }
    GroupOrProject fresh = groups.apply(id).orElseThrow(GitLabNamespaces::changing);
    cache.put(id, fresh);
    return fresh;
  }

  private static GroupOrProject located(Group group) {
    return new GroupOrProject(
        new ScopeRef(ScopeKind.GROUP, group.id(), group.fullPath()), group.parentId());
  }

  private static GroupOrProject located(Project project) {
    Project.Namespace namespace = project.namespace();
    return new GroupOrProject(
        new ScopeRef(ScopeKind.PROJECT, project.id(), project.pathWithNamespace()),
        namespace.inGroup() ? namespace.id() : null);
  }

  private static GitLabException changing() {
    return new GitLabException(new GitLabFailure.Unavailable(Cause.UNREADABLE, null));
  }

  /**
   * A group or project that exists in GitLab.
   *
   * @param parentGroupId the parent group; null for a top-level group and for a project in a user
   *     namespace
   */
  record GroupOrProject(ScopeRef scope, @Nullable Long parentGroupId) {}
}
