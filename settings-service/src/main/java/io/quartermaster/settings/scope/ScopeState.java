package io.quartermaster.settings.scope;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.Availability;
import io.quartermaster.settings.place.Lineage;
import io.quartermaster.settings.place.ScopeRef;
import io.quartermaster.settings.scope.EffectiveAvailability.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A scope with all that decides what holds for it, as it was at one moment.
 *
 * @param own its own choice
 * @param above the choices of the groups above it, by group id; groups that inherit are left out
 * @param instance the choice of the instance
 */
record ScopeState(
    Lineage lineage, ScopeChoice own, Map<Long, Availability> above, Availability instance) {

  ScopeState {
    requireNonNull(lineage, "lineage");
    requireNonNull(own, "own");
    above = Map.copyOf(above);
    requireNonNull(instance, "instance");
  }

  EffectiveAvailability effective() {
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(lineage.scope(), own.availability()));
    lineage.groupsAbove().forEach(group -> levels.add(new Level(group, above.get(group.id()))));
    levels.add(new Level(ScopeRef.INSTANCE, instance));
    return EffectiveAvailability.of(levels);
  }

  ScopeDecision decide(ChangeScope command) {
    return own.decide(command, effective());
  }

  ScopeState with(ScopeChoice next) {
    return new ScopeState(lineage, next, above, instance);
  }
}
