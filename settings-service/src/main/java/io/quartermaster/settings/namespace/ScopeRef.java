package io.quartermaster.settings.namespace;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;

/**
 * The instance, a group or a project. Kind and id are its identity; the path can change.
 *
 * @param id GitLab's id; 0 for the instance
 * @param fullPath empty for the instance
 */
public record ScopeRef(ScopeKind kind, long id, String fullPath) {

  public static final ScopeRef INSTANCE = new ScopeRef(ScopeKind.INSTANCE, 0, "");

  /** The path of the parent; empty for a top-level group. */
  public String parentPath() {
    return fullPath.substring(0, Math.max(0, fullPath.lastIndexOf('/')));
  }
}
