package io.quartermaster.membership.decision;

import org.jspecify.annotations.Nullable;

/**
 * A group or a project of GitLab. The path can change; the id cannot.
 *
 * @param parentGroupId null for a top-level group and for a project in a personal namespace
 */
public record TreeNode(long id, @Nullable Long parentGroupId, String fullPath) {}
