package io.quartermaster.gitlab.project;

import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.http.GitLabCalls;
import jakarta.inject.Singleton;
import java.util.Optional;

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
}
