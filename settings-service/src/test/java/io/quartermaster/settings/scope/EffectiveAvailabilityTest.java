package io.quartermaster.settings.scope;

import static io.quartermaster.contracts.Availability.DEFAULT_OFF;
import static io.quartermaster.contracts.Availability.DEFAULT_ON;
import static io.quartermaster.contracts.Availability.NEVER_ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.scope.EffectiveAvailability.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EffectiveAvailabilityTest {

  private static final ScopeRef PROJECT = new ScopeRef(ScopeKind.PROJECT, 5, "top/sub/app");
  private static final ScopeRef SUB = new ScopeRef(ScopeKind.GROUP, 2, "top/sub");
  private static final ScopeRef TOP = new ScopeRef(ScopeKind.GROUP, 1, "top");

  @Test
  void defaultsToTheInstance() {
    for (Availability instance : List.of(DEFAULT_ON, DEFAULT_OFF)) {
      assertThat(of(null, null, null, instance))
          .isEqualTo(new EffectiveAvailability(instance, null, ScopeRef.INSTANCE));
    }
  }

  @Test
  void nearestChoiceApplies() {
    assertThat(of(null, null, DEFAULT_ON, DEFAULT_OFF))
        .isEqualTo(new EffectiveAvailability(DEFAULT_ON, null, TOP));
    assertThat(of(null, DEFAULT_OFF, DEFAULT_ON, DEFAULT_ON))
        .isEqualTo(new EffectiveAvailability(DEFAULT_OFF, null, SUB));
    assertThat(of(DEFAULT_ON, DEFAULT_OFF, DEFAULT_OFF, DEFAULT_OFF))
        .isEqualTo(new EffectiveAvailability(DEFAULT_ON, null, null));
  }

  @Test
  void alwaysOffAncestorLocks() {
    assertThat(of(DEFAULT_ON, NEVER_ON, DEFAULT_ON, DEFAULT_ON))
        .isEqualTo(new EffectiveAvailability(NEVER_ON, SUB, SUB));
    assertThat(of(DEFAULT_ON, DEFAULT_ON, NEVER_ON, DEFAULT_ON))
        .isEqualTo(new EffectiveAvailability(NEVER_ON, TOP, TOP));
    assertThat(of(DEFAULT_ON, DEFAULT_ON, DEFAULT_ON, NEVER_ON))
        .isEqualTo(new EffectiveAvailability(NEVER_ON, ScopeRef.INSTANCE, ScopeRef.INSTANCE));
  }

  /** The outermost has to be lifted first: nothing below it can be changed before. */
  @Test
  void namesTheOutermostLock() {
    assertThat(of(null, NEVER_ON, NEVER_ON, DEFAULT_ON).lockedBy()).isEqualTo(TOP);
    assertThat(of(null, NEVER_ON, NEVER_ON, NEVER_ON).lockedBy()).isEqualTo(ScopeRef.INSTANCE);
  }

  @Test
  void alwaysOffDoesNotLockItself() {
    List<Level> levels =
        List.of(new Level(TOP, NEVER_ON), new Level(ScopeRef.INSTANCE, DEFAULT_ON));

    assertThat(EffectiveAvailability.of(levels))
        .isEqualTo(new EffectiveAvailability(NEVER_ON, null, null));
  }

  @Test
  void requiresAChoiceOfTheInstance() {
    assertThatThrownBy(() -> EffectiveAvailability.of(List.of(new Level(TOP, null))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static EffectiveAvailability of(
      @Nullable Availability project,
      @Nullable Availability sub,
      @Nullable Availability top,
      Availability instance) {
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(PROJECT, project));
    levels.add(new Level(SUB, sub));
    levels.add(new Level(TOP, top));
    levels.add(new Level(ScopeRef.INSTANCE, instance));
    return EffectiveAvailability.of(levels);
  }
}
