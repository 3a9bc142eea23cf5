package io.quartermaster.sandbox.gitlab;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A direct membership. */
record Member(long userId, int accessLevel, Instant createdAt, @Nullable String expiresAt) {

  Member with(int level, @Nullable String expiry) {
    return new Member(userId, level, createdAt, expiry);
  }
}
