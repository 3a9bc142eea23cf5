package io.quartermaster.sandbox.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An instance profile; it stands in the way of deleting the role in it. */
record InstanceProfile(
    String arn, String name, String path, String id, Instant createdAt, @Nullable String roleName) {

  InstanceProfile withRole(@Nullable String next) {
    return new InstanceProfile(arn, name, path, id, createdAt, next);
  }
}
