package io.quartermaster.settings.scope;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import java.util.Set;

/** The groups that the caller owns according to the token, by full path. */
record OwnedGroups(Set<String> fullPaths) {

  OwnedGroups {
    fullPaths = Set.copyOf(fullPaths);
  }

  /** Whether the scope is one of the groups or a descendant of one. */
  boolean contains(ScopeRef scope) {
    return fullPaths.stream()
        .anyMatch(
            owned ->
                // The slash ends a segment: platform contains platform/tools and not platform-2.
                scope.fullPath().startsWith(owned + "/")
                    || (scope.kind() == ScopeKind.GROUP && scope.fullPath().equals(owned)));
  }
}
