package io.quartermaster.sandbox.gitlab.state;

import java.time.Instant;

/** A user; service accounts are users. */
public record User(
    long id,
    String username,
    String name,
    boolean admin,
    boolean serviceAccount,
    UserState state,
    Instant createdAt) {

  public String email() {
    return username + "@noreply.example.com";
  }

  public User withState(UserState next) {
    return new User(id, username, name, admin, serviceAccount, next, createdAt);
  }
}
