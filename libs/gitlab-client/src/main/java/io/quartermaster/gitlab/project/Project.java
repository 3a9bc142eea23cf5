package io.quartermaster.gitlab.project;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * A project.
 *
 * @param pathWithNamespace its full path
 */
public record Project(long id, String name, String pathWithNamespace, Namespace namespace) {
  public Project {
    name = requireNonNullElse(name, "");
    requireNonNull(pathWithNamespace, "path_with_namespace");
    requireNonNull(namespace, "namespace");
  }

  /**
   * The group or user that owns a project.
   *
   * @param id of the group when {@link #inGroup()}
   * @param kind {@code group} or {@code user}
   */
  public record Namespace(long id, String kind, String fullPath, @Nullable Long parentId) {
    public Namespace {
      requireNonNull(kind, "namespace.kind");
      requireNonNull(fullPath, "namespace.full_path");
    }

    public boolean inGroup() {
      return kind.equals("group");
    }
  }
}
