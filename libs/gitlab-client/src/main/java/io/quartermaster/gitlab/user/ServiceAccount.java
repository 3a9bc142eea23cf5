package io.quartermaster.gitlab.user;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/** A service account of the instance; its state is that of its {@link User}. */
public record ServiceAccount(long id, String username, String name) {
  public ServiceAccount {
    requireNonNull(username, "username");
    name = requireNonNullElse(name, "");
  }
}
