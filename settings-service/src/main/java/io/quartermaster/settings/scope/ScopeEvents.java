package io.quartermaster.settings.scope;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.settings.namespace.ScopeAncestry;
import io.quartermaster.settings.namespace.ScopeRef;
import io.quartermaster.settings.scope.ScopeDecision.Saved;

/** Builds the event of a changed choice, which carries the full new state of the scope. */
final class ScopeEvents {

  private ScopeEvents() {}

  static ScopeToggled of(Saved saved, ScopeAncestry ancestry, EffectiveAvailability effective) {
    ScopeRef scope = ancestry.scope();
    ScopeChoice next = saved.next();
    return new ScopeToggled(
        new ScopeToggled.Scope(scope.kind(), scope.id(), scope.fullPath(), ancestry.ancestorIds()),
        next.availability(),
        saved.previous().availability(),
        effective.value(),
        false,
        next.revision(),
        requireNonNull(next.changedBy(), "changedBy"),
        requireNonNull(next.changedAt(), "changedAt"));
  }
}
