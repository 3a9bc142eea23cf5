package io.quartermaster.settings.namespace;

import java.util.List;

/**
 * A group or project and its ancestor groups.
 *
 * @param ancestors nearest first
 */
public record ScopeAncestry(ScopeRef scope, List<ScopeRef> ancestors) {
  public ScopeAncestry {
    ancestors = List.copyOf(ancestors);
  }

  /** The ids of the ancestors, nearest first. */
  public List<Long> ancestorIds() {
    return ancestors.stream().map(ScopeRef::id).toList();
  }
}
