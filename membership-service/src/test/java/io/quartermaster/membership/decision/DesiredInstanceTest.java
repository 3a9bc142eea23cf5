package io.quartermaster.membership.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DesiredInstanceTest {

  @Test
  void oneHalfOfASaveIsNothingToActOn() {
    assertThat(DesiredInstance.of("uid", 3, null)).isEmpty();
  }

  @Test
  void theChoiceOfAnOlderSaveDoesNotAnswerTheNewer() {
    assertThat(DesiredInstance.of("uid", 3, instance(Choice.DEFAULT_ON, 2))).isEmpty();
  }

  @Test
  void bothHalvesMakeTheWish() {
    assertThat(DesiredInstance.of("uid", 3, instance(Choice.DEFAULT_ON, 3)))
        .contains(new DesiredInstance("uid", 3, Choice.DEFAULT_ON, false));
  }

  @Test
  void alwaysOffBlocksTheAccount() {
    assertThat(new DesiredInstance("uid", 1, Choice.NEVER_ON, false).accountBlocked()).isTrue();
    assertThat(new DesiredInstance("uid", 1, Choice.DEFAULT_OFF, false).accountBlocked()).isFalse();
  }

  @Test
  void theInstanceCannotInherit() {
    assertThatThrownBy(() -> new ScopeChoice(ScopeChoice.Kind.INSTANCE, 0, null, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ScopeChoice instance(Choice choice, long revision) {
    return new ScopeChoice(ScopeChoice.Kind.INSTANCE, 0, choice, revision);
  }

  @Test
  void aDisconnectWaitsForTheEndOfItsRegistrationAndThenBlocks() {
    assertThat(DesiredInstance.disconnected("uid", 4, 0)).isEmpty();
    assertThat(DesiredInstance.disconnected("uid", 4, 3)).isEmpty();
    assertThat(DesiredInstance.disconnected("uid", 4, 4))
        .hasValueSatisfying(desired -> assertThat(desired.accountBlocked()).isTrue());
  }
}
