package io.quartermaster.gitlab.user;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.quartermaster.gitlab.Page;
import io.quartermaster.gitlab.PageCursor;
import io.quartermaster.gitlab.http.GitLabCalls;
import io.quartermaster.gitlab.http.GitLabResponse;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Users and their memberships. */
@Singleton
public class GitLabUsers {

  private final GitLabCalls calls;

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
   * One page of the user's direct memberships, oldest first. A membership that is removed between
   * two pages can hide another one. A missing user is {@link
   * io.quartermaster.gitlab.GitLabFailure.NotFound}.
   *
   * @param cursor first {@code type=Project} or {@code type=Namespace} with {@code per_page}, then
   *     the next cursor
   */
  public Page<Membership> memberships(long userId, PageCursor cursor) {
    return calls.membershipsOf(userId, cursor, Membership.class);
  }

  /** True when this call blocked the user, false when it was blocked already. */
  public boolean block(long id) {
    return changed(calls.send(gitlab -> gitlab.blockUser(id)));
  }

  /** True when this call unblocked the user, false when it was not blocked. */
  public boolean unblock(long id) {
    return changed(calls.send(gitlab -> gitlab.unblockUser(id)));
  }

  private static boolean changed(GitLabResponse response) {
    response.requireAccepted();
    return response.body().strip().equals("true");
  }

  /**
   * A user.
   *
   * @param state {@code active}, {@code blocked}, {@code deactivated}, {@code ldap_blocked}...
   */
  public record User(long id, String username, String name, String state) {
    public User {
      requireNonNull(username, "username");
      name = requireNonNullElse(name, "");
      requireNonNull(state, "state");
    }

    /** Whether the user can sign in and use the API. */
    public boolean active() {
      return state.equals("active");
    }

    public boolean blocked() {
      return state.contains("blocked") || state.equals("banned");
    }
  }

  /**
   * A direct membership of a user.
   *
   * @param sourceId the id of the project or group
   * @param accessLevel GitLab's number
   */
  public record Membership(long sourceId, int accessLevel) {}
}
