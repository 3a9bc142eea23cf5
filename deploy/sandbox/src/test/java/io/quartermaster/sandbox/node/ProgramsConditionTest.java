package io.quartermaster.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramsConditionTest {

  @Test
  void runsTestsWhoseProgramsAreInstalled() {
    assertThat(ProgramsCondition.evaluate(List.of(), false).isDisabled()).isFalse();
    assertThat(ProgramsCondition.evaluate(List.of(), true).isDisabled()).isFalse();
  }

  @Test
  void skipsTestsWhoseProgramsAreMissingWithWhatToDo() {
    var result = ProgramsCondition.evaluate(List.of("ruby", "sshd"), false);
    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason())
        .contains("Not installed: ruby, sshd. Install with deploy/test-tools");
  }

  @Test
  void failsThemInContinuousIntegration() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ProgramsCondition.evaluate(List.of("ruby"), true))
        .withMessage("Not installed: ruby. Install with deploy/test-tools");
  }

  @Test
  void findsProgramsOfThePath() {
    assertThat(Programs.find("sh")).isPresent();
    assertThat(Programs.find("no-such-program")).isEmpty();
  }
}
