package io.quartermaster.membership.decision;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A group or a project of GitLab. Its id is its identity; the path may change.
 *
 * @param parentGroupId absent for a top-level group and for a project of a person
 */
public record TreeNode(long id, @Nullable Long parentGroupId, String fullPath) {
  public TreeNode {
    requireNonNull(fullPath, "fullPath");
  }
}
