package io.quartermaster.membership.decision;

import static io.quartermaster.membership.decision.Availability.DEFAULT_OFF;
import static io.quartermaster.membership.decision.Availability.DEFAULT_ON;
import static io.quartermaster.membership.decision.Availability.NEVER_ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quartermaster.membership.decision.EffectiveAvailability.DecidedBy;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EffectiveAvailabilityTest {

  static Stream<Arguments> rules() {
    return Stream.of(
        // instance, ancestors nearest first, project -> on, decided by
        arguments(DEFAULT_ON, List.of(), null, true, DecidedBy.INSTANCE),
        arguments(DEFAULT_OFF, List.of(), null, false, DecidedBy.INSTANCE),
        arguments(NEVER_ON, List.of(), null, false, DecidedBy.INSTANCE_LOCK),
        arguments(NEVER_ON, List.of(DEFAULT_ON), DEFAULT_ON, false, DecidedBy.INSTANCE_LOCK),
        arguments(NEVER_ON, List.of(NEVER_ON), null, false, DecidedBy.INSTANCE_LOCK),
        arguments(DEFAULT_OFF, List.of(DEFAULT_ON), null, true, DecidedBy.GROUP),
        arguments(DEFAULT_ON, List.of(DEFAULT_OFF), null, false, DecidedBy.GROUP),
        arguments(DEFAULT_ON, List.of(DEFAULT_OFF, DEFAULT_ON), null, false, DecidedBy.GROUP),
        arguments(DEFAULT_OFF, List.of(DEFAULT_ON, DEFAULT_OFF), null, true, DecidedBy.GROUP),
        arguments(DEFAULT_ON, List.of(NEVER_ON), null, false, DecidedBy.GROUP_LOCK),
        // The lock of a distant ancestor overrides a nearer availability.
        arguments(
            DEFAULT_ON, List.of(DEFAULT_ON, NEVER_ON), DEFAULT_ON, false, DecidedBy.GROUP_LOCK),
        arguments(DEFAULT_OFF, List.of(), DEFAULT_ON, true, DecidedBy.PROJECT),
        arguments(DEFAULT_ON, List.of(), DEFAULT_OFF, false, DecidedBy.PROJECT),
        arguments(DEFAULT_ON, List.of(DEFAULT_ON), NEVER_ON, false, DecidedBy.PROJECT),
        arguments(DEFAULT_OFF, List.of(DEFAULT_OFF), DEFAULT_ON, true, DecidedBy.PROJECT));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void appliesLocksThenTheNearestAvailability(
      Availability instance,
      List<Availability> ancestors,
      @Nullable Availability project,
      boolean on,
      DecidedBy decidedBy) {
    var set = new ProjectAvailability(project, ancestors, true);

    assertThat(EffectiveAvailability.of(instance, set))
        .isEqualTo(new EffectiveAvailability(on, decidedBy));
  }
}
