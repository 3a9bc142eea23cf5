package io.quartermaster.gatewayconfig.decision;

import static io.quartermaster.gatewayconfig.decision.Rollout.Order.ROLLING;
import static io.quartermaster.gatewayconfig.decision.Rollout.Order.SIDE_BY_SIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.step.StepFailure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RolloutTest {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final long PASS = 7;
  private static final StepFailure REFUSED = new StepFailure.Refused("no", "No.", "Act.");
  private static final StepFailure DOWN = new StepFailure.Unavailable("down", "Down.", "-");
  private static final NodeState OPEN = NodeState.unknown(NOW);
  private static final NodeState VERIFIED = OPEN.verified("goal", PASS, NOW);
  private static final NodeState VERIFIED_BEFORE = OPEN.verified("goal", PASS - 1, NOW);

  @Test
  void changesTheNextNodeOnlyAfterThePreviousOneIsVerified() {
    assertThat(rolling(OPEN, OPEN)).isEqualTo(next("a"));
    assertThat(rolling(VERIFIED_BEFORE, OPEN)).isEqualTo(next("a"));
    assertThat(rolling(VERIFIED, OPEN)).isEqualTo(next("b"));
    assertThat(rolling(VERIFIED, VERIFIED)).isEqualTo(new Rollout.Done());
  }

  @Test
  void stopsAtAFailureAndLeavesTheOtherNodes() {
    assertThat(rolling(failed(REFUSED), OPEN)).isEqualTo(new Rollout.Stopped(REFUSED));
    assertThat(rolling(VERIFIED, failed(DOWN))).isEqualTo(new Rollout.Stopped(DOWN));
  }

  @Test
  void letsAJobOfAnEarlierPassEndBeforeAnotherNodeIsChanged() {
    NodeState running = OPEN.starting(UUID.randomUUID(), "earlier", NOW);

    Rollout rollout = rolling(OPEN, running);

    assertThat(rollout).isEqualTo(next("b"));
    assertThat(rollout.includes("a")).isFalse();
  }

  @Test
  void stopsWhileALateJobStillRuns() {
    NodeState late = OPEN.starting(UUID.randomUUID(), "goal", NOW).failed(DOWN, PASS, NOW);

    assertThat(rolling(late, OPEN)).isEqualTo(new Rollout.Stopped(DOWN));
  }

  @Test
  void changesAllNodesSideBySide() {
    assertThat(sideBySide(OPEN, OPEN)).isEqualTo(next("a", "b"));
    assertThat(sideBySide(OPEN.starting(UUID.randomUUID(), "goal", NOW), OPEN))
        .isEqualTo(next("a", "b"));
    assertThat(sideBySide(failed(REFUSED), OPEN)).isEqualTo(next("b"));
    assertThat(sideBySide(failed(REFUSED), VERIFIED)).isEqualTo(new Rollout.Stopped(REFUSED));
  }

  @Test
  void reportsWhatIsRetriedAutomaticallyBeforeARefusal() {
    assertThat(sideBySide(failed(REFUSED), failed(DOWN))).isEqualTo(new Rollout.Stopped(DOWN));
  }

  private static Rollout rolling(NodeState a, NodeState b) {
    return Rollout.decide(nodes(a, b), PASS, ROLLING);
  }

  private static Rollout sideBySide(NodeState a, NodeState b) {
    return Rollout.decide(nodes(a, b), PASS, SIDE_BY_SIDE);
  }

  private static List<Rollout.Node> nodes(NodeState a, NodeState b) {
    return List.of(new Rollout.Node("a", a, null), new Rollout.Node("b", b, null));
  }

  private static NodeState failed(StepFailure failure) {
    return OPEN.failed(failure, PASS, NOW);
  }

  private static Rollout next(String... names) {
    return new Rollout.Continue(List.of(names));
  }
}
