package io.quartermaster.settings.scope;

import io.quartermaster.contracts.Availability;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effective availability of a scope and its origin. If any ancestor is "always off", the scope
 * is off and locked. Otherwise the nearest explicit choice applies, from the scope up to the
 * instance. The only implementation of this rule in the service.
 *
 * @param lockedBy the outermost ancestor that is always off: it has to be changed before any lock
 *     below it. Null when the scope is not locked
 * @param inheritedFrom the scope whose choice applies; null when it is the scope's own
 */
record EffectiveAvailability(
    Availability value, @Nullable ScopeRef lockedBy, @Nullable ScopeRef inheritedFrom) {

  /**
   * Evaluates the rule.
   *
   * @param levels the scope, its ancestor groups, nearest first, and the instance
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
      throw new IllegalArgumentException("The last level, the instance, must have a choice");
    }
    return new EffectiveAvailability(
        nearest.choice(), null, nearest.equals(own) ? null : nearest.scope());
  }

  /** After a disconnect nothing is on; choices and locks stay for the next connection. */
  EffectiveAvailability withoutConnection() {
    return value == Availability.DEFAULT_ON
        ? new EffectiveAvailability(Availability.DEFAULT_OFF, null, ScopeRef.INSTANCE)
        : this;
  }

  /**
   * A scope with its explicit choice.
   *
   * @param choice null when it inherits
   */
  record Level(ScopeRef scope, @Nullable Availability choice) {}
}
