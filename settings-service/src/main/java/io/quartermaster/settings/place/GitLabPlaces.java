package io.quartermaster.settings.place;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.project.GitLabGroups;
import io.quartermaster.gitlab.project.GitLabProjects;
import io.quartermaster.gitlab.project.Group;
import io.quartermaster.gitlab.project.Project;
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
 * Asks GitLab for the scope itself every time, and for the groups above it when they are not known.
 *
 * <p>A group is remembered for a moment, and counts only as long as its path is the one that the
 * scope below it shows: after a rename, a transfer or a deletion anywhere above, the fresh path of
 * the scope is another one, and GitLab is asked again. So every change counts from the next request
 * on; only two groups that swap their places, so that every path below stays, are seen when the
 * moment is over.
 *
 * <p>Failure semantics: besides those of the port, a group above that is gone while we walk, or
 * more levels than GitLab has, is an outage: the tree is changing under us, the caller may repeat.
 * A failure is not remembered.
 */
@ApplicationScoped
class GitLabPlaces implements Places {

  /** GitLab nests groups 20 deep; a walk that goes on is one through a tree that changes. */
  private static final int DEEPEST = 32;

  private static final long MOST = 10_000;

  private final LongFunction<Optional<Place>> groups;
  private final LongFunction<Optional<Place>> projects;
  private final Cache<Long, Place> known;

  @Inject
  GitLabPlaces(GitLabGroups groups, GitLabProjects projects, SettingsConfig config) {
    this(
        id -> groups.byId(id).map(GitLabPlaces::place),
        id -> projects.byId(id).map(GitLabPlaces::place),
        config.places().rememberFor(),
        Ticker.systemTicker());
  }

  GitLabPlaces(
      LongFunction<Optional<Place>> groups,
      LongFunction<Optional<Place>> projects,
      Duration rememberFor,
      Ticker ticker) {
    this.groups = groups;
    this.projects = projects;
    this.known =
        Caffeine.newBuilder()
            .expireAfterWrite(rememberFor)
            .maximumSize(MOST)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Optional<Place> find(ScopeKind kind, long id) {
    return switch (kind) {
      case GROUP -> groups.apply(id);
      case PROJECT -> projects.apply(id);
      case INSTANCE -> throw new IllegalArgumentException("The instance has no place in the tree");
    };
  }

  @Override
  public Lineage lineage(Place place) {
    List<ScopeRef> above = new ArrayList<>();
    Place below = place;
    @Nullable Long next = place.parentGroupId();
    while (next != null) {
      if (above.size() == DEEPEST) {
        throw changing();
      }
      below = group(next, below.scope().parentPath());
      above.add(below.scope());
      next = below.parentGroupId();
    }
    return new Lineage(place.scope(), above);
  }

  /** The group, which the scope below it says is at this path. */
  private Place group(long id, String path) {
    Place remembered = known.getIfPresent(id);
    if (remembered != null && remembered.scope().fullPath().equals(path)) {
      return remembered;
    }
    Place fresh = groups.apply(id).orElseThrow(GitLabPlaces::changing);
    known.put(id, fresh);
    return fresh;
  }

  private static Place place(Group group) {
    return new Place(new ScopeRef(ScopeKind.GROUP, group.id(), group.fullPath()), group.parentId());
  }

  private static Place place(Project project) {
    Project.Namespace namespace = project.namespace();
    return new Place(
        new ScopeRef(ScopeKind.PROJECT, project.id(), project.pathWithNamespace()),
        namespace.inGroup() ? namespace.id() : null);
  }

  private static GitLabException changing() {
    return new GitLabException(new GitLabFailure.Unavailable(Cause.UNREADABLE, null));
  }
}
