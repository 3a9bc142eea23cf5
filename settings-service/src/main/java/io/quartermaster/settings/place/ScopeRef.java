package io.quartermaster.settings.place;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;

/**
 * The instance, a group or a project. Kind and id are its identity; the path is where it is now.
 *
 * @param id GitLab's id; 0 for the instance
 * @param fullPath empty for the instance
 */
public record ScopeRef(ScopeKind kind, long id, String fullPath) {

  public static final ScopeRef INSTANCE = new ScopeRef(ScopeKind.INSTANCE, 0, "");

  public ScopeRef {
    requireNonNull(kind, "kind");
    requireNonNull(fullPath, "fullPath");
  }

  /** The path of what it is in; empty when that is the instance. */
  public String parentPath() {
    return fullPath.substring(0, Math.max(0, fullPath.lastIndexOf('/')));
  }
}
