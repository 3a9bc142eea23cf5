package io.quartermaster.settings.scope;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.Availability;
import io.quartermaster.settings.place.ScopeRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a scope, and whose choice that is. The only place of this service that knows the
 * rule: "always off" anywhere above is off and locked; otherwise the nearest choice going up, the
 * scope's own first, the instance's last.
 *
 * @param lockedBy the outermost scope above that is always off: while it is, nothing below it can
 *     be changed, other locks included. Null when the scope is free to choose
 * @param inheritedFrom whose value it is; null when it is the scope's own
 */
record EffectiveAvailability(
    Availability value, @Nullable ScopeRef lockedBy, @Nullable ScopeRef inheritedFrom) {

  EffectiveAvailability {
    requireNonNull(value, "value");
  }

  /**
   * Walks up from the scope.
   *
   * @param levels the scope, the groups above it, nearest first, and the instance
   */
  static EffectiveAvailability of(List<Level> levels) {
    Level own = levels.getFirst();
    Level nearest = own.choice() == null ? null : own;
    Level outermostLock = null;
    for (Level above : levels.subList(1, levels.size())) {
      if (nearest == null && above.choice() != null) {
        nearest = above;
      }
      if (above.choice() == Availability.NEVER_ON) {
        outermostLock = above;
      }
    }
    if (outermostLock != null) {
      ScopeRef locker = outermostLock.scope();
      return new EffectiveAvailability(Availability.NEVER_ON, locker, locker);
    }
    if (nearest == null || nearest.choice() == null) {
      throw new IllegalArgumentException("The last level, the instance, always has a choice");
    }
    return new EffectiveAvailability(
        nearest.choice(), null, nearest.equals(own) ? null : nearest.scope());
  }

  /**
   * A scope with its own choice.
   *
   * @param choice null when it inherits
   */
  record Level(ScopeRef scope, @Nullable Availability choice) {
    Level {
      requireNonNull(scope, "scope");
    }
  }
}
