package io.quartermaster.membership.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The availabilities that are set on a project and on its ancestor groups.
 *
 * @param own null when the project inherits
 * @param ancestors nearest first, without the groups that inherit
 * @param complete false while an ancestor group is unknown, so that nothing can be decided
 */
public record ProjectAvailability(
    @Nullable Availability own, List<Availability> ancestors, boolean complete) {
  public ProjectAvailability {
    ancestors = List.copyOf(ancestors);
  }
}
