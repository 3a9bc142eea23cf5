package io.quartermaster.gitlab.project;

import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.PageIterator;
import io.quartermaster.gitlab.http.GitLabCalls;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Projects.
 *
 * <p>Failure semantics: every method throws {@link io.quartermaster.gitlab.GitLabException}.
 */
@Singleton
public class GitLabProjects {

  /** The beginning of the list, by growing id; its pages cost the same at any depth. */
  public static final PageCursor START =
      new PageCursor("pagination=keyset&order_by=id&sort=asc&per_page=100");

  private final GitLabCalls calls;

  @Inject
  GitLabProjects(GitLabCalls calls) {
    this.calls = calls;
  }

  /** The place behind the project with this id, whether or not it still exists. */
  public static PageCursor startAfter(long id) {
    return new PageCursor(START.query() + "&id_after=" + id);
  }

  public Page<Project> page(PageCursor cursor) {
    return calls.page("projects", cursor, Project.class);
  }

  /** All of them by growing id. */
  public PageIterator<Project> pages(int maxPages) {
    return new PageIterator<>(START, maxPages, this::page);
  }

  /** Empty when it does not exist or the token cannot see it. */
  public Optional<Project> byId(long id) {
    return calls.send(gitlab -> gitlab.project(id)).asOptional(Project.class);
  }
}
