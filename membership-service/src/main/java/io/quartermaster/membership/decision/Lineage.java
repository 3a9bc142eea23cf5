package io.quartermaster.membership.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The choices that bear on a project, below the instance.
 *
 * @param project the project's own choice
 * @param groups the explicit choices of the groups above it, nearest first
 * @param complete false when a group above it is not known (yet), so that nothing may be concluded
 */
public record Lineage(@Nullable Choice project, List<Choice> groups, boolean complete) {
  public Lineage {
    groups = List.copyOf(groups);
  }
}
