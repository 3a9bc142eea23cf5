package io.quartermaster.settings.scope;

import java.util.List;

/**
 * A group or project and its ancestor groups.
 *
 * @param ancestors nearest first
 */
record ScopeAncestry(ScopeRef scope, List<ScopeRef> ancestors) {
  ScopeAncestry {
    ancestors = List.copyOf(ancestors);
  }

  List<Long> ancestorIds() {
    return ancestors.stream().map(ScopeRef::id).toList();
  }
}
