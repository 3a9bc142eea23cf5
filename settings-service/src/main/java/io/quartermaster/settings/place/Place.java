package io.quartermaster.settings.place;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A group or project that GitLab has.
 *
 * @param parentGroupId the group right above it; null for a top-level group and for a project of a
 *     user
 */
public record Place(ScopeRef scope, @Nullable Long parentGroupId) {
  public Place {
    requireNonNull(scope, "scope");
  }
}
