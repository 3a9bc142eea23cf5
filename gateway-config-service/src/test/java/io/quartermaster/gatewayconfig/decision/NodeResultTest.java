package io.quartermaster.gatewayconfig.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.step.StepFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeResultTest {

  private static final StepFailure REFUSED = new StepFailure.Refused("no", "No.", "Act.");
  private static final StepFailure DOWN = new StepFailure.Unavailable("down", "Down.", "-", null);

  @Test
  void reportsNoFailureWhenEveryNodeIsInTheDesiredState() {
    assertThat(
            NodeResult.failureOf(
                List.of(
                    NodeResult.inDesiredState("a", false), NodeResult.inDesiredState("b", true))))
        .isEmpty();
  }

  @Test
  void reportsWhatIsRetriedAutomaticallyBeforeARefusal() {
    assertThat(
            NodeResult.failureOf(
                List.of(
                    NodeResult.failed("a", true, REFUSED),
                    NodeResult.inDesiredState("b", true),
                    NodeResult.failed("c", true, DOWN))))
        .contains(DOWN);
  }

  @Test
  void reportsARefusalWhenNothingElseFailed() {
    assertThat(NodeResult.failureOf(List.of(NodeResult.failed("a", true, REFUSED))))
        .contains(REFUSED);
  }
}
