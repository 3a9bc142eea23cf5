package io.quartermaster.settings.owner;

import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.place.ScopeRef;
import java.util.Set;

/**
 * The groups that a token says its bearer owns, by full path. Owning a group is owning every
 * subgroup and project below it, at any depth.
 */
record OwnedGroups(Set<String> fullPaths) {

  OwnedGroups {
    fullPaths = Set.copyOf(fullPaths);
  }

  /** Whether the scope is one of the groups or below one; paths are compared segment by segment. */
  boolean cover(ScopeRef scope) {
    return fullPaths.stream().anyMatch(owned -> covers(owned, scope));
  }

  private static boolean covers(String owned, ScopeRef scope) {
    // The slash ends a segment: platform owns platform/tools and has no say in platform-2.
    boolean below = scope.fullPath().startsWith(owned + "/");
    return scope.kind() == ScopeKind.GROUP ? below || scope.fullPath().equals(owned) : below;
  }
}
