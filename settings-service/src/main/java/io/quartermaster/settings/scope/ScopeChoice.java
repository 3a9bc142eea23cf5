package io.quartermaster.settings.scope;

import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.request.EntityTags.IfMatch;
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
  Decision decide(Change command, EffectiveAvailability effective) {
    if (!command.ifMatch().allows(revision)) {
      return new Decision.Stale(revision);
    }
    if (effective.lockedBy() != null) {
      return new Decision.Locked(effective.lockedBy());
    }
    return availability == command.choice()
        ? new Decision.Unchanged(this)
        : new Decision.Saved(
            this, new ScopeChoice(command.choice(), revision + 1, command.by(), command.at()));
  }

  /**
   * The command to change the choice.
   *
   * @param choice null to inherit
   * @param ifMatch the revisions that may be replaced
   * @param by the subject of the caller's token
   */
  record Change(
      ScopeAncestry ancestry,
      @Nullable Availability choice,
      IfMatch ifMatch,
      String by,
      Instant at) {

    Change {
      if (ancestry.scope().kind() == ScopeKind.PROJECT && choice == Availability.NEVER_ON) {
        throw new IllegalArgumentException("A project cannot be always off: it locks nothing");
      }
    }
  }

  sealed interface Decision {

    /** The next choice, to be stored and published. */
    record Saved(ScopeChoice previous, ScopeChoice next) implements Decision {}

    /** No change: the scope already has this choice. */
    record Unchanged(ScopeChoice current) implements Decision {}

    /** Rejected: the choice is at this revision, which the caller did not name. */
    record Stale(long revision) implements Decision {}

    /** Rejected: this ancestor is always off. */
    record Locked(ScopeRef by) implements Decision {}
  }
}
