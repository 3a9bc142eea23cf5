package io.quartermaster.gitlab.project;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.http.GitLabCalls;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Projects. */
@Singleton
public class GitLabProjects {

  /** The first page, by ascending ID; keyset pages cost the same at any depth. */
  public static final PageCursor START =
      new PageCursor("pagination=keyset&order_by=id&sort=asc&per_page=100");

  private final GitLabCalls calls;

  GitLabProjects(GitLabCalls calls) {
    this.calls = calls;
  }

  public Page<Project> page(PageCursor cursor) {
    return calls.page("projects", cursor, Project.class);
  }

  /** Empty when it does not exist or the token cannot see it. */
  public Optional<Project> byId(long id) {
    return calls.send(gitlab -> gitlab.project(id)).asOptional(Project.class);
  }

  /**
   * A project.
   *
   * @param pathWithNamespace its full path
   */
  public record Project(long id, String name, String pathWithNamespace, Namespace namespace) {
    public Project {
      name = requireNonNullElse(name, "");
      requireNonNull(pathWithNamespace, "path_with_namespace");
      requireNonNull(namespace, "namespace");
    }

    /**
     * The group or user that owns a project.
     *
     * @param id of the group when {@link #inGroup()}
     * @param kind {@code group} or {@code user}
     */
    public record Namespace(long id, String kind, String fullPath, @Nullable Long parentId) {
      public Namespace {
        requireNonNull(kind, "namespace.kind");
        requireNonNull(fullPath, "namespace.full_path");
      }

      public boolean inGroup() {
        return kind.equals("group");
      }
    }
  }
}
