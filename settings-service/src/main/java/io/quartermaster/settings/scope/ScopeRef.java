package io.quartermaster.settings.scope;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;

/**
 * The instance, a group or a project. Kind and id are its identity; the path can change.
 *
 * @param id GitLab's id; 0 for the instance
 * @param fullPath empty for the instance
 */
record ScopeRef(ScopeKind kind, long id, String fullPath) {

  static final ScopeRef INSTANCE = new ScopeRef(ScopeKind.INSTANCE, 0, "");

  /** The path of the parent; empty for a top-level group. */
  String parentPath() {
    return fullPath.substring(0, Math.max(0, fullPath.lastIndexOf('/')));
  }
}
