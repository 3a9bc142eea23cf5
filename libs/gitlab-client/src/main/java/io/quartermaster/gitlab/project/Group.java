package io.quartermaster.gitlab.project;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * A group.
 *
 * @param parentId null for a top-level group
 */
public record Group(long id, String name, String fullPath, @Nullable Long parentId) {
  public Group {
    name = requireNonNullElse(name, "");
    requireNonNull(fullPath, "full_path");
  }
}
