package io.quartermaster.settings.place;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.project.GitLabGroups;
import io.quartermaster.gitlab.project.GitLabProjects;
import io.quartermaster.gitlab.project.Group;
import io.quartermaster.gitlab.project.Project;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks GitLab every time: a rename or transfer counts from the next request on.
 *
 * <p>Failure semantics: besides those of the port, a group above that is gone while we walk, or
 * more levels than GitLab has, is an outage: the tree is changing under us, the caller may repeat.
 */
@ApplicationScoped
class GitLabPlaces implements Places {

  /** GitLab nests groups 20 deep; a walk that goes on is one through a tree that changes. */
  private static final int DEEPEST = 32;

  private final GitLabGroups groups;
  private final GitLabProjects projects;

  GitLabPlaces(GitLabGroups groups, GitLabProjects projects) {
    this.groups = groups;
    this.projects = projects;
  }

  @Override
  public Optional<Place> find(ScopeKind kind, long id) {
    return switch (kind) {
      case GROUP -> groups.byId(id).map(GitLabPlaces::place);
      case PROJECT -> projects.byId(id).map(GitLabPlaces::place);
      case INSTANCE -> throw new IllegalArgumentException("The instance has no place in the tree");
    };
  }

  @Override
  public Lineage lineage(Place place) {
    List<ScopeRef> above = new ArrayList<>();
    @Nullable Long next = place.parentGroupId();
    while (next != null) {
      if (above.size() == DEEPEST) {
        throw changing();
      }
      Place group = find(ScopeKind.GROUP, next).orElseThrow(GitLabPlaces::changing);
      above.add(group.scope());
      next = group.parentGroupId();
    }
    return new Lineage(place.scope(), above);
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
