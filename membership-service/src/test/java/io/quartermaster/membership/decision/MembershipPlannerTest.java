package io.quartermaster.membership.decision;

import static io.quartermaster.membership.decision.Availability.DEFAULT_OFF;
import static io.quartermaster.membership.decision.Availability.DEFAULT_ON;
import static io.quartermaster.membership.decision.Availability.NEVER_ON;
import static io.quartermaster.membership.decision.DesiredMembership.MEMBER;
import static io.quartermaster.membership.decision.DesiredMembership.REMOVED;
import static io.quartermaster.membership.decision.DesiredMembership.REMOVED_IF_ADDED_BY_US;
import static io.quartermaster.membership.decision.ProjectMembership.pending;
import static io.quartermaster.membership.decision.ProjectMembership.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quartermaster.membership.decision.ProjectMembership.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipPlannerTest {

  private static final long PROJECT = 7;

  static Stream<Arguments> desiredMemberships() {
    return Stream.of(
        // instance, project, ancestors nearest first -> desired membership
        arguments(DEFAULT_ON, null, List.of(), MEMBER),
        arguments(DEFAULT_OFF, DEFAULT_ON, List.of(), MEMBER),
        arguments(DEFAULT_OFF, null, List.of(DEFAULT_ON), MEMBER),
        // Set to off: removed, regardless of who added it.
        arguments(DEFAULT_ON, DEFAULT_OFF, List.of(), REMOVED),
        arguments(DEFAULT_ON, NEVER_ON, List.of(), REMOVED),
        arguments(DEFAULT_ON, null, List.of(NEVER_ON), REMOVED),
        arguments(DEFAULT_ON, DEFAULT_ON, List.of(DEFAULT_ON, NEVER_ON), REMOVED),
        // Off by inheritance.
        arguments(DEFAULT_OFF, null, List.of(), REMOVED_IF_ADDED_BY_US),
        arguments(DEFAULT_ON, null, List.of(DEFAULT_OFF), REMOVED_IF_ADDED_BY_US),
        // Locked by the instance: memberships stay.
        arguments(NEVER_ON, DEFAULT_OFF, List.of(), null));
  }

  @ParameterizedTest
  @MethodSource("desiredMemberships")
  void derivesTheDesiredMembership(
      Availability instance,
      @Nullable Availability project,
      List<Availability> ancestors,
      @Nullable DesiredMembership desired) {
    var availability = new ProjectAvailability(project, ancestors, true);

    assertThat(DesiredMembership.of(instance, availability))
        .isEqualTo(Optional.ofNullable(desired));
  }

  @Test
  void decidesNothingWhileAnAncestorIsUnknown() {
    assertThat(DesiredMembership.of(DEFAULT_ON, new ProjectAvailability(null, List.of(), false)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"MEMBER, PENDING", "REMOVED, PENDING", "REMOVED_IF_ADDED_BY_US, SETTLED"})
  void plansANewProject(DesiredMembership desired, ProjectMembership.State state) {
    assertThat(plan(desired, null))
        .contains(new ProjectMembership(PROJECT, desired, state, false, null, 0));
  }

  @ParameterizedTest
  @EnumSource
  void keepsAnUnchangedMembership(DesiredMembership desired) {
    assertThat(
            MembershipPlanner.plan(PROJECT, desired, settled(PROJECT, desired, true), null, true))
        .isEmpty();
    assertThat(MembershipPlanner.plan(PROJECT, desired, pending(PROJECT, desired, false), 0, false))
        .isEmpty();
  }

  @Test
  void retriesARefusedProjectOnlyWhenTheSettingsAreSavedAgain() {
    ProjectMembership refused = pending(PROJECT, MEMBER, false).refused(Refusal.MEMBERSHIP_LOCK);

    assertThat(MembershipPlanner.plan(PROJECT, MEMBER, refused, null, false)).isEmpty();
    assertThat(MembershipPlanner.plan(PROJECT, MEMBER, refused, null, true))
        .contains(pending(PROJECT, MEMBER, false));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        arguments(
            settled(PROJECT, MEMBER, false),
            REMOVED_IF_ADDED_BY_US,
            settled(PROJECT, REMOVED_IF_ADDED_BY_US, false)),
        arguments(
            settled(PROJECT, MEMBER, true),
            REMOVED_IF_ADDED_BY_US,
            pending(PROJECT, REMOVED_IF_ADDED_BY_US, true)),
        // An addition without a response may have succeeded.
        arguments(
            pending(PROJECT, MEMBER, false).unanswered(),
            REMOVED_IF_ADDED_BY_US,
            pending(PROJECT, REMOVED_IF_ADDED_BY_US, true)),
        arguments(settled(PROJECT, REMOVED, false), MEMBER, pending(PROJECT, MEMBER, false)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void plansAChangeOfTheDesiredMembership(
      ProjectMembership stored, DesiredMembership desired, ProjectMembership planned) {
    assertThat(plan(desired, stored)).contains(planned);
  }

  @Test
  void countsAttemptsWithoutAResponse() {
    ProjectMembership unanswered = pending(PROJECT, MEMBER, false).unanswered();

    assertThat(unanswered.addedByUs()).isTrue();
    assertThat(unanswered.attempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "10, true", "20, true", "0, false", "10, false", "20, false"})
  void repairsALostMembershipAndKeepsWhoAddedIt(int level, boolean addedByUs) {
    ProjectMembership stored = settled(PROJECT, MEMBER, addedByUs);

    assertThat(MembershipPlanner.isLost(stored, level)).isTrue();
    assertThat(MembershipPlanner.plan(PROJECT, MEMBER, stored, level, false))
        .contains(pending(PROJECT, MEMBER, addedByUs));
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 40, 50})
  void keepsASufficientRole(int level) {
    assertThat(
            MembershipPlanner.plan(PROJECT, MEMBER, settled(PROJECT, MEMBER, true), level, false))
        .isEmpty();
  }

  @Test
  void keepsAMembershipThatWasNotObservedSince() {
    assertThat(plan(MEMBER, settled(PROJECT, MEMBER, true))).isEmpty();
  }

  static Stream<@Nullable ProjectMembership> notLost() {
    return Stream.of(
        null,
        pending(PROJECT, MEMBER, true),
        pending(PROJECT, MEMBER, true).refused(Refusal.FORBIDDEN),
        settled(PROJECT, REMOVED, false),
        settled(PROJECT, REMOVED_IF_ADDED_BY_US, false));
  }

  @ParameterizedTest
  @MethodSource("notLost")
  void countsOnlyADesiredAndSettledMembershipAsLost(@Nullable ProjectMembership stored) {
    assertThat(MembershipPlanner.isLost(stored, 0)).isFalse();
  }

  @Test
  void doesNotRepairAMembershipThatIsNoLongerDesired() {
    assertThat(
            MembershipPlanner.plan(
                PROJECT, REMOVED_IF_ADDED_BY_US, settled(PROJECT, MEMBER, false), 0, false))
        .contains(settled(PROJECT, REMOVED_IF_ADDED_BY_US, false));
  }

  private static Optional<ProjectMembership> plan(
      DesiredMembership desired, @Nullable ProjectMembership stored) {
    return MembershipPlanner.plan(PROJECT, desired, stored, null, false);
  }
}
