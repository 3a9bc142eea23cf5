package io.quartermaster.membership.decision;

import static java.util.Objects.requireNonNull;

/**
 * A GitLab user as far as it matters here.
 *
 * @param state GitLab's word: {@code active}, {@code blocked}, {@code deactivated}, ...
 */
public record Account(long id, String username, String name, String state) {
  public Account {
    requireNonNull(username, "username");
    requireNonNull(name, "name");
    requireNonNull(state, "state");
  }
}
