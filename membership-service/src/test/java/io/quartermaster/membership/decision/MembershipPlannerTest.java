package io.quartermaster.membership.decision;

import static io.quartermaster.membership.decision.Choice.DEFAULT_OFF;
import static io.quartermaster.membership.decision.Choice.DEFAULT_ON;
import static io.quartermaster.membership.decision.Choice.NEVER_ON;
import static io.quartermaster.membership.decision.MembershipGoal.MEMBER;
import static io.quartermaster.membership.decision.MembershipGoal.OUT;
import static io.quartermaster.membership.decision.MembershipGoal.OUT_IF_OURS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MembershipPlannerTest {

  private static final long PROJECT = 7;

  @Test
  void aProjectThatIsOnGetsTheAccountWhoeverTurnedItOn() {
    assertThat(goal(DEFAULT_ON, null)).contains(MEMBER);
    assertThat(goal(DEFAULT_OFF, DEFAULT_ON)).contains(MEMBER);
    assertThat(goal(DEFAULT_OFF, null, DEFAULT_ON)).contains(MEMBER);
  }

  @Test
  void anExplicitOffRemovesWhoeverAddedIt() {
    assertThat(goal(DEFAULT_ON, DEFAULT_OFF)).contains(OUT);
    assertThat(goal(DEFAULT_ON, NEVER_ON)).contains(OUT);
    assertThat(goal(DEFAULT_ON, null, NEVER_ON)).contains(OUT);
    assertThat(goal(DEFAULT_ON, DEFAULT_ON, DEFAULT_ON, NEVER_ON)).contains(OUT);
  }

  @Test
  void anInheritedOffRemovesOnlyWhatWeAdded() {
    assertThat(goal(DEFAULT_OFF, null)).contains(OUT_IF_OURS);
    assertThat(goal(DEFAULT_ON, null, DEFAULT_OFF)).contains(OUT_IF_OURS);
  }

  @Test
  void theLockOfTheInstanceLeavesMembershipsAsTheyAre() {
    assertThat(goal(NEVER_ON, DEFAULT_OFF)).isEmpty();
  }

  @Test
  void nothingIsConcludedWhileAGroupAboveIsUnknown() {
    var lineage = new Lineage(null, List.of(), false);

    assertThat(MembershipGoal.of(DEFAULT_ON, lineage)).isEmpty();
  }

  @Test
  void aNewProjectIsPendingUnlessThereIsNothingToDo() {
    assertThat(MembershipPlanner.plan(PROJECT, MEMBER, null, null, false))
        .contains(ProjectMembership.pending(PROJECT, MEMBER, false));
    assertThat(MembershipPlanner.plan(PROJECT, OUT, null, null, false))
        .contains(ProjectMembership.pending(PROJECT, OUT, false));
    assertThat(MembershipPlanner.plan(PROJECT, OUT_IF_OURS, null, null, false))
        .contains(ProjectMembership.settled(PROJECT, OUT_IF_OURS, false));
  }

  @Test
  void anUnchangedGoalChangesNothing() {
    for (MembershipGoal goal : MembershipGoal.values()) {
      assertThat(
              MembershipPlanner.plan(
                  PROJECT, goal, ProjectMembership.settled(PROJECT, goal, true), null, true))
          .isEmpty();
      assertThat(
              MembershipPlanner.plan(
                  PROJECT, goal, ProjectMembership.pending(PROJECT, goal, false), 0, false))
          .isEmpty();
    }
  }

  @Test
  void whatWasRefusedIsAskedAgainWhenTheSettingsAreSavedAnewAndNotBefore() {
    ProjectMembership refused =
        ProjectMembership.pending(PROJECT, MEMBER, false).refused(Refusal.MEMBERSHIP_LOCK);

    assertThat(MembershipPlanner.plan(PROJECT, MEMBER, refused, null, false)).isEmpty();
    assertThat(MembershipPlanner.plan(PROJECT, MEMBER, refused, null, true))
        .contains(ProjectMembership.pending(PROJECT, MEMBER, false));
  }

  @Test
  void aMembershipThatIsNotOursStaysWhenOnlyInheritanceTurnsItOff() {
    ProjectMembership theirs = ProjectMembership.settled(PROJECT, MEMBER, false);
    ProjectMembership ours = ProjectMembership.settled(PROJECT, MEMBER, true);

    assertThat(MembershipPlanner.plan(PROJECT, OUT_IF_OURS, theirs, null, false))
        .contains(ProjectMembership.settled(PROJECT, OUT_IF_OURS, false));
    assertThat(MembershipPlanner.plan(PROJECT, OUT_IF_OURS, ours, null, false))
        .contains(ProjectMembership.pending(PROJECT, OUT_IF_OURS, true));
  }

  @Test
  void anAdditionWithoutAnAnswerMayBeOurs() {
    ProjectMembership unanswered = ProjectMembership.pending(PROJECT, MEMBER, false).unanswered();

    assertThat(unanswered.ours()).isTrue();
    assertThat(unanswered.attempts()).isEqualTo(1);
    assertThat(MembershipPlanner.plan(PROJECT, OUT_IF_OURS, unanswered, null, false))
        .contains(ProjectMembership.pending(PROJECT, OUT_IF_OURS, true));
  }

  @Test
  void turnedOnAgainItIsPendingAgain() {
    ProjectMembership out = ProjectMembership.settled(PROJECT, OUT, false);

    assertThat(MembershipPlanner.plan(PROJECT, MEMBER, out, null, false))
        .contains(ProjectMembership.pending(PROJECT, MEMBER, false));
  }

  @Test
  void whatALookFindsGoneOrLoweredIsPendingAgainAndStaysWhoseItWas() {
    for (int level : new int[] {0, 10, 20}) {
      for (boolean ours : new boolean[] {true, false}) {
        ProjectMembership known = ProjectMembership.settled(PROJECT, MEMBER, ours);

        assertThat(MembershipPlanner.isLost(known, level)).isTrue();
        assertThat(MembershipPlanner.plan(PROJECT, MEMBER, known, level, false))
            .contains(ProjectMembership.pending(PROJECT, MEMBER, ours));
      }
    }
  }

  @Test
  void aRoleThatIsEnoughOrThatNobodyLookedAtSinceStands() {
    ProjectMembership known = ProjectMembership.settled(PROJECT, MEMBER, true);

    assertThat(MembershipPlanner.plan(PROJECT, MEMBER, known, 30, false)).isEmpty();
    assertThat(MembershipPlanner.plan(PROJECT, MEMBER, known, 50, false)).isEmpty();
    assertThat(MembershipPlanner.plan(PROJECT, MEMBER, known, null, false)).isEmpty();
  }

  @Test
  void onlyAMembershipThatIsWantedAndWasThereCanBeLost() {
    ProjectMembership pending = ProjectMembership.pending(PROJECT, MEMBER, true);

    assertThat(MembershipPlanner.isLost(null, 0)).isFalse();
    assertThat(MembershipPlanner.isLost(pending, 0)).isFalse();
    assertThat(MembershipPlanner.isLost(pending.refused(Refusal.FORBIDDEN), 0)).isFalse();
    assertThat(MembershipPlanner.isLost(ProjectMembership.settled(PROJECT, OUT, false), 0))
        .isFalse();
    assertThat(MembershipPlanner.isLost(ProjectMembership.settled(PROJECT, OUT_IF_OURS, false), 0))
        .isFalse();
  }

  @Test
  void whatIsNoLongerWantedIsNotWantedBackWhenItIsGone() {
    ProjectMembership known = ProjectMembership.settled(PROJECT, MEMBER, false);

    assertThat(MembershipPlanner.plan(PROJECT, OUT_IF_OURS, known, 0, false))
        .contains(ProjectMembership.settled(PROJECT, OUT_IF_OURS, false));
  }

  private static java.util.Optional<MembershipGoal> goal(
      Choice instance, @Nullable Choice project, Choice... groups) {
    return MembershipGoal.of(instance, new Lineage(project, List.of(groups), true));
  }
}
