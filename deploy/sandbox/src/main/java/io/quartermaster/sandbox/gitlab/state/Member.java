package io.quartermaster.sandbox.gitlab.state;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A direct membership.
 *
 * @param expiresAt its last day; null for never
 */
public record Member(
    long userId, int accessLevel, Instant createdAt, @Nullable LocalDate expiresAt) {

  public Member withAccessLevel(int next) {
    return new Member(userId, next, createdAt, expiresAt);
  }

  public Member withExpiry(@Nullable LocalDate next) {
    return new Member(userId, accessLevel, createdAt, next);
  }
}
