package io.quartermaster.settings.scope;

import io.quartermaster.contracts.Availability;
import io.quartermaster.settings.scope.EffectiveAvailability.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A consistent read of a scope and of everything that determines its effective availability.
 *
 * @param own its explicit choice
 * @param ancestorChoices the choices of its ancestor groups by group id; inheriting groups are
 *     omitted
 * @param instance the availability of the instance
 * @param connected false after a disconnect, until settings are saved again
 */
record ScopeState(
    ScopeAncestry ancestry,
    ScopeChoice own,
    Map<Long, Availability> ancestorChoices,
    Availability instance,
    boolean connected) {

  ScopeState {
    ancestorChoices = Map.copyOf(ancestorChoices);
  }

  EffectiveAvailability effective() {
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(ancestry.scope(), own.availability()));
    ancestry
        .ancestors()
        .forEach(group -> levels.add(new Level(group, ancestorChoices.get(group.id()))));
    levels.add(new Level(ScopeRef.INSTANCE, instance));
    EffectiveAvailability effective = EffectiveAvailability.of(levels);
    return connected ? effective : effective.withoutConnection();
  }

  ScopeChoice.Decision decide(ScopeChoice.Change command) {
    return own.decide(command, effective());
  }

  ScopeState with(ScopeChoice next) {
    return new ScopeState(ancestry, next, ancestorChoices, instance, connected);
  }
}
