package io.quartermaster.sandbox.gitlab;

import org.jspecify.annotations.Nullable;

/**
 * A group or subgroup.
 *
 * @param parentId null for a top-level group
 * @param membershipLock nobody can be added to its projects
 * @param duoFeaturesEnabled null while it follows its ancestors
 */
record Group(
    long id,
    @Nullable Long parentId,
    String name,
    String path,
    boolean membershipLock,
    @Nullable Boolean duoFeaturesEnabled,
    boolean lockDuoFeaturesEnabled,
    boolean autoReviewEnabled) {

  Group(long id, @Nullable Long parentId, String name, String path) {
    this(id, parentId, name, path, false, null, false, false);
  }

  Group movedTo(@Nullable Long parent) {
    return new Group(
        id,
        parent,
        name,
        path,
        membershipLock,
        duoFeaturesEnabled,
        lockDuoFeaturesEnabled,
        autoReviewEnabled);
  }

  Group renamed(String nextName, String nextPath) {
    return new Group(
        id,
        parentId,
        nextName,
        nextPath,
        membershipLock,
        duoFeaturesEnabled,
        lockDuoFeaturesEnabled,
        autoReviewEnabled);
  }

  Group withMembershipLock(boolean lock) {
    return new Group(
        id,
        parentId,
        name,
        path,
        lock,
        duoFeaturesEnabled,
        lockDuoFeaturesEnabled,
        autoReviewEnabled);
  }

  Group withDuo(@Nullable Boolean enabled, boolean lock, boolean autoReview) {
    return new Group(id, parentId, name, path, membershipLock, enabled, lock, autoReview);
  }
}
