package io.quartermaster.sandbox.gitlab.state;

import java.time.Instant;

/** A direct membership. */
public record Member(long userId, int accessLevel, Instant createdAt) {

  public Member withAccessLevel(int next) {
    return new Member(userId, next, createdAt);
  }
}
