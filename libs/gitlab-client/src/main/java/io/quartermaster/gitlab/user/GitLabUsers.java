package io.quartermaster.gitlab.user;

import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.http.Answer;
import io.quartermaster.gitlab.http.GitLabCalls;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Users and what they are members of; blocking needs an administrator's token.
 *
 * <p>Failure semantics: every method throws {@link io.quartermaster.gitlab.GitLabException}; a user
 * that GitLab does not let us block is a refusal.
 */
@Singleton
public class GitLabUsers {

  private final GitLabCalls calls;

  @Inject
  GitLabUsers(GitLabCalls calls) {
    this.calls = calls;
  }

  public Optional<User> byUsername(String username) {
    return calls.send(gitlab -> gitlab.usersByName(username)).asListOf(User.class).stream()
        .filter(user -> user.username().equalsIgnoreCase(username))
        .findFirst();
  }

  public Optional<User> byId(long id) {
    return calls.send(gitlab -> gitlab.user(id)).asOptional(User.class);
  }

  /**
   * One page of the projects, or groups, that the user is a direct member of, by growing age of the
   * membership; a membership that ends meanwhile can hide another one. Needs an administrator's
   * token. A user that is gone is {@link io.quartermaster.gitlab.GitLabFailure.NotFound}.
   *
   * @param cursor {@code type=Project} or {@code type=Namespace}, with {@code per_page}; then the
   *     next place
   */
  public Page<Membership> memberships(long userId, PageCursor cursor) {
    return calls.membershipsOf(userId, cursor, Membership.class);
  }

  /** True when this call blocked the user, false when nothing changed: it was blocked already. */
  public boolean block(long id) {
    return changed(calls.send(gitlab -> gitlab.blockUser(id)));
  }

  /** True when this call unblocked the user, false when nothing changed. */
  public boolean unblock(long id) {
    return changed(calls.send(gitlab -> gitlab.unblockUser(id)));
  }

  private static boolean changed(Answer answer) {
    answer.requireAccepted();
    return answer.body().strip().equals("true");
  }
}
