package io.quartermaster.gitlab.project;

import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.PageIterator;
import io.quartermaster.gitlab.http.GitLabCalls;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Groups. Paged by offset: GitLab has no keyset paging by id for them.
 *
 * <p>Failure semantics: every method throws {@link io.quartermaster.gitlab.GitLabException}.
 */
@Singleton
public class GitLabGroups {

  /** The beginning of the list, by growing id. */
  public static final PageCursor START =
      new PageCursor("all_available=true&order_by=id&sort=asc&per_page=100");

  private final GitLabCalls calls;

  @Inject
  GitLabGroups(GitLabCalls calls) {
    this.calls = calls;
  }

  public Page<Group> page(PageCursor cursor) {
    return calls.page("groups", cursor, Group.class);
  }

  /** All of them by growing id. */
  public PageIterator<Group> pages(int maxPages) {
    return new PageIterator<>(START, maxPages, this::page);
  }

  /** Empty when it does not exist or the token cannot see it. */
  public Optional<Group> byId(long id) {
    return calls.send(gitlab -> gitlab.group(id, false)).asOptional(Group.class);
  }
}
