package io.quartermaster.sandbox.aws;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An instance profile; it stands in the way of deleting the role in it. */
record InstanceProfile(
    String arn,
    String name,
    String path,
    String id,
    List<Tag> tags,
    Instant createdAt,
    @Nullable String roleName) {

  InstanceProfile {
    // A state file of an earlier version has no tags.
    tags = tags == null ? List.of() : List.copyOf(tags);
  }

  InstanceProfile withRole(@Nullable String next) {
    return new InstanceProfile(arn, name, path, id, tags, createdAt, next);
  }
}
