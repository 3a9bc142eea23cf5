package io.quartermaster.sandbox.aws.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An instance profile; the role in it cannot be deleted. */
record InstanceProfile(
    String arn, String name, String path, String id, Instant createdAt, @Nullable String roleName) {

  InstanceProfile withRole(@Nullable String next) {
    return new InstanceProfile(arn, name, path, id, createdAt, next);
  }
}
