package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The choice of a scope changed.
 *
 * @param availability the explicit choice of the scope; absent when it inherits again
 * @param previousAvailability the previous choice; absent when the scope inherited
 * @param effectiveAvailability the effective value of the group or project at the time of the
 *     change. A later change of an ancestor publishes no event for this scope. Absent for the
 *     instance
 */
public record ScopeToggled(
    Scope scope,
    @Nullable Availability availability,
    @Nullable Availability previousAvailability,
    @Nullable Availability effectiveAvailability,
    boolean autoReviewEnabled,
    long revision,
    String changedBy,
    Instant changedAt)
    implements SettingsEvent {

  public ScopeToggled {
    if (scope.kind() == ScopeKind.INSTANCE) {
      requireNonNull(availability, "availability of the instance");
    }
  }

  @Override
  public String aggregate() {
    return switch (scope.kind()) {
      case INSTANCE -> "scope/instance";
      case GROUP -> "scope/group/" + scope.id();
      case PROJECT -> "scope/project/" + scope.id();
    };
  }

  /** The three kinds of scope. */
  public enum ScopeKind {
    @JsonProperty("instance")
    INSTANCE,
    @JsonProperty("group")
    GROUP,
    @JsonProperty("project")
    PROJECT
  }

  /**
   * A scope in GitLab.
   *
   * @param id GitLab's ID of the group or project; 0 for the instance
   * @param fullPath the path at the time of the change; empty for the instance
   * @param ancestorGroupIds the ancestor groups, nearest first
   */
  public record Scope(ScopeKind kind, long id, String fullPath, List<Long> ancestorGroupIds) {
    public Scope {
      ancestorGroupIds = List.copyOf(ancestorGroupIds);
    }

    public static Scope instance() {
      return new Scope(ScopeKind.INSTANCE, 0, "", List.of());
    }
  }
}
