package io.quartermaster.gitlab.project;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.http.GitLabCalls;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Groups. Paged by offset: GitLab has no keyset pagination by ID for them. */
@Singleton
public class GitLabGroups {

  /** The first page, by ascending ID. */
  public static final PageCursor START =
      new PageCursor("all_available=true&order_by=id&sort=asc&per_page=100");

  private final GitLabCalls calls;

  GitLabGroups(GitLabCalls calls) {
    this.calls = calls;
  }

  public Page<Group> page(PageCursor cursor) {
    return calls.page("groups", cursor, Group.class);
  }

  /** Empty when it does not exist or the token cannot see it. */
  public Optional<Group> byId(long id) {
    return calls.send(gitlab -> gitlab.group(id, false)).asOptional(Group.class);
  }

  /**
   * A group.
   *
   * @param parentId null for a top-level group
   */
  public record Group(long id, String name, String fullPath, @Nullable Long parentId) {
    public Group {
      name = requireNonNullElse(name, "");
      requireNonNull(fullPath, "full_path");
    }
  }
}
