package io.quartermaster.gitlab.user;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

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

  public boolean blocked() {
    return state.contains("blocked") || state.equals("banned");
  }
}
