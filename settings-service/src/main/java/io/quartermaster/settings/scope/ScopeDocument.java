package io.quartermaster.settings.scope;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Scope")
@JsonNaming(SnakeCaseStrategy.class)
record ScopeDocument(
    ScopeKind type,
    @Schema(description = "GitLab's id.") long id,
    @Schema(description = "The current path in GitLab.", examples = "platform/tools")
        String fullPath,
    @Schema(nullable = true, description = "The explicit choice; null while the scope inherits.")
        @Nullable Availability availability,
    @Schema(description = "The availability that applies.") Availability effectiveAvailability,
    @Schema(
            nullable = true,
            description = "The outermost ancestor that is always off; null when none is.")
        @Nullable NamedScope lockedBy,
    @Schema(
            nullable = true,
            description = "The ancestor whose choice applies; null when it is the scope's own.")
        @Nullable NamedScope inheritedFrom,
    @Schema(description = "Increases with every change; 0 before the first.") long revision,
    @Schema(nullable = true) @Nullable Instant changedAt,
    @Schema(nullable = true) @Nullable String changedBy) {

  static ScopeDocument of(ScopeState state) {
    ScopeRef scope = state.ancestry().scope();
    EffectiveAvailability effective = state.effective();
    ScopeChoice own = state.own();
    return new ScopeDocument(
        scope.kind(),
        scope.id(),
        scope.fullPath(),
        own.availability(),
        effective.value(),
        NamedScope.of(effective.lockedBy()),
        NamedScope.of(effective.inheritedFrom()),
        own.revision(),
        own.changedAt(),
        own.changedBy());
  }

  /**
   * Another scope.
   *
   * @param id null for the instance, as {@code fullPath} is
   */
  @Schema(name = "NamedScope")
  @JsonNaming(SnakeCaseStrategy.class)
  record NamedScope(
      ScopeKind type,
      @Schema(nullable = true) @Nullable Long id,
      @Schema(nullable = true) @Nullable String fullPath) {

    private static @Nullable NamedScope of(@Nullable ScopeRef scope) {
      if (scope == null) {
        return null;
      }
      return scope.kind() == ScopeKind.INSTANCE
          ? new NamedScope(scope.kind(), null, null)
          : new NamedScope(scope.kind(), scope.id(), scope.fullPath());
    }
  }
}
