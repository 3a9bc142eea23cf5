package io.quartermaster.settings.place;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A group or project and the groups above it.
 *
 * @param groupsAbove nearest first
 */
public record Lineage(ScopeRef scope, List<ScopeRef> groupsAbove) {
  public Lineage {
    requireNonNull(scope, "scope");
    groupsAbove = List.copyOf(groupsAbove);
  }

  /** The ids of the groups above, nearest first. */
  public List<Long> groupIds() {
    return groupsAbove.stream().map(ScopeRef::id).toList();
  }
}
