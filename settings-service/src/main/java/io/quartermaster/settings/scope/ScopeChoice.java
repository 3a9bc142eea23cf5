package io.quartermaster.settings.scope;

import io.quartermaster.contracts.Availability;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The own choice of a group or project, and the rules by which it changes.
 *
 * @param availability null when it inherits
 * @param revision grows by one with every change, a return to inheriting included; 0 before the
 *     first
 */
record ScopeChoice(
    @Nullable Availability availability,
    long revision,
    @Nullable String changedBy,
    @Nullable Instant changedAt) {

  /** The choice of a scope that was never changed. */
  static final ScopeChoice NONE = new ScopeChoice(null, 0, null, null);

  /** Decides on a change, given what holds now. */
  ScopeDecision decide(ChangeScope command, EffectiveAvailability effective) {
    if (!command.ifMatch().allows(revision)) {
      return new ScopeDecision.Stale(revision);
    }
    if (effective.lockedBy() != null) {
      return new ScopeDecision.Locked(effective.lockedBy());
    }
    return availability == command.wanted()
        ? new ScopeDecision.Unchanged(this)
        : new ScopeDecision.Saved(
            this, new ScopeChoice(command.wanted(), revision + 1, command.by(), command.at()));
  }
}
