package io.quartermaster.settings.scope;

import io.quartermaster.contracts.Availability;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The explicit choice of a group or project, and the rules for changing it.
 *
 * @param availability null when it inherits
 * @param revision increases by one with every change, including a reset; 0 before the first
 */
record ScopeChoice(
    @Nullable Availability availability,
    long revision,
    @Nullable String changedBy,
    @Nullable Instant changedAt) {

  /** The choice before the first change. */
  static final ScopeChoice NONE = new ScopeChoice(null, 0, null, null);

  /** Decides on a change, given the effective availability. */
  ScopeDecision decide(ChangeScope command, EffectiveAvailability effective) {
    if (!command.ifMatch().allows(revision)) {
      return new ScopeDecision.Stale(revision);
    }
    if (effective.lockedBy() != null) {
      return new ScopeDecision.Locked(effective.lockedBy());
    }
    return availability == command.choice()
        ? new ScopeDecision.Unchanged(this)
        : new ScopeDecision.Saved(
            this, new ScopeChoice(command.choice(), revision + 1, command.by(), command.at()));
  }
}
