package io.quartermaster.sandbox.gitlab;

import java.time.Instant;

/** A user; service accounts are users. */
record User(
    long id,
    String username,
    String name,
    String email,
    String state,
    boolean admin,
    boolean serviceAccount,
    Instant createdAt) {

  static final String ACTIVE = "active";
  static final String BLOCKED = "blocked";

  User withState(String next) {
    return new User(id, username, name, email, next, admin, serviceAccount, createdAt);
  }

  User renamed(String nextName, String nextUsername) {
    return new User(id, nextUsername, nextName, email, state, admin, serviceAccount, createdAt);
  }
}
