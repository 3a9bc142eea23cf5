package io.quartermaster.settings.scope;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.settings.place.Lineage;
import io.quartermaster.settings.place.ScopeRef;
import io.quartermaster.settings.scope.ScopeDecision.Saved;

/** The event of a changed choice: the whole new state of the scope. */
final class ScopeEvents {

  private ScopeEvents() {}

  static ScopeToggled of(Saved saved, Lineage lineage, EffectiveAvailability effective) {
    ScopeRef scope = lineage.scope();
    ScopeChoice next = saved.next();
    return new ScopeToggled(
        new ScopeToggled.Scope(scope.kind(), scope.id(), scope.fullPath(), lineage.groupIds()),
        next.availability(),
        saved.previous().availability(),
        effective.value(),
        false,
        next.revision(),
        requireNonNull(next.changedBy(), "changedBy"),
        requireNonNull(next.changedAt(), "changedAt"));
  }
}
