package io.quartermaster.sandbox.gitlab.state;

import org.jspecify.annotations.Nullable;

/**
 * A group or subgroup.
 *
 * @param parentId null for a top-level group
 * @param membershipLock whether members cannot be added to its projects
 */
public record Group(
    long id, @Nullable Long parentId, String name, String path, boolean membershipLock) {

  Group movedTo(@Nullable Long parent) {
    return new Group(id, parent, name, path, membershipLock);
  }

  Group renamed(String next) {
    return new Group(id, parentId, next, next, membershipLock);
  }

  Group withMembershipLock(boolean lock) {
    return new Group(id, parentId, name, path, lock);
  }
}
