package io.quartermaster.iamprovisioner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.iamprovisioner.effect.aws.SandboxIam;
import io.quartermaster.sandbox.faults.Fault;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The service is killed or loses its connection at every step of all work in AWS: the next run
 * completes it, and repeats nothing that had its effect.
 */
class InterruptedWorkIT {
  /** Succeeds in AWS also when there is nothing to delete. */
  private static final Set<String> REPEATABLE = Set.of("DeleteOpenIDConnectProvider");

  private static SandboxIam aws;

  private SandboxLoop loop;

  @BeforeAll
  static void start() {
    aws = SandboxIam.start();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @BeforeEach
  void anEmptyAccount() {
    aws.reset();
    loop = new SandboxLoop(aws);
  }

  @ParameterizedTest
  @MethodSource("io.quartermaster.iamprovisioner.reconcile.InterruptedWork#all")
  void appliesExactlyTheseStepsUninterrupted(InterruptedWork work) {
    begin(work);

    loop.converge(work.mode(), work.desired());

    assertThat(aws.writes()).isEqualTo(work.writes());
    assertConverged(work);
  }

  @ParameterizedTest
  @MethodSource("io.quartermaster.iamprovisioner.reconcile.InterruptedWork#atEachStep")
  void continuesWhereItWasInterrupted(
      InterruptedWork work, int step, InterruptedWork.Interruption how) {
    begin(work);

    switch (how) {
      case KILLED_BEFORE_THE_CALL -> assertContinuesAfterKill(work, step, false);
      case KILLED_AFTER_THE_EFFECT -> assertContinuesAfterKill(work, step, true);
      case CUT_BEFORE_THE_EFFECT ->
          assertContinuesAfterCut(work, step, Fault.Cut.Moment.BEFORE_EFFECT);
      case CUT_AFTER_THE_EFFECT ->
          assertContinuesAfterCut(work, step, Fault.Cut.Moment.AFTER_EFFECT);
    }

    assertConverged(work);
  }

  /** Together the two runs make the calls of an uninterrupted one. */
  private void assertContinuesAfterKill(InterruptedWork work, int step, boolean afterTheEffect) {
    var killed = InterruptingIamGateway.killed(aws.gateway(), step, afterTheEffect);
    assertThatThrownBy(() -> SandboxLoop.run(killed, work.mode(), work.desired()))
        .isInstanceOf(InterruptingIamGateway.KilledException.class);
    assertThat(aws.writes()).isEqualTo(work.writes().subList(0, afterTheEffect ? step : step - 1));

    SandboxLoop.Settled settled = loop.settle(work.mode(), work.desired());

    assertThat(settled.failureCode()).isEqualTo("none");
    assertThat(settled.runs()).isEqualTo(1);
    assertThat(aws.writes()).isEqualTo(work.writes());
  }

  /** Only the call that was cut is repeated, and it has its effect once. */
  private void assertContinuesAfterCut(InterruptedWork work, int step, Fault.Cut.Moment moment) {
    String action = work.action(step);
    var cut =
        InterruptingIamGateway.cut(
            aws.gateway(), step, () -> aws.next(1, action, new Fault.Cut(moment)));

    SandboxLoop.Settled settled = SandboxLoop.settle(cut, work.mode(), work.desired());

    assertThat(settled.failureCode()).isEqualTo("none");
    List<String> writes = aws.writes();
    assertThat(writes).hasSizeLessThanOrEqualTo(work.writes().size() + 1);
    for (String each : work.writes()) {
      int planned = Collections.frequency(work.writes(), each);
      assertThat(aws.asked(each))
          .isBetween((long) planned, planned + (each.equals(action) ? 1L : 0));
      if (!REPEATABLE.contains(each) && (each.startsWith("Create") || each.startsWith("Delete"))) {
        assertThat(aws.done(each)).isEqualTo(planned);
      }
    }
  }

  private void begin(InterruptedWork work) {
    work.before().accept(loop);
    aws.forgetCalls();
  }

  private void assertConverged(InterruptedWork work) {
    aws.noFaults();
    aws.forgetCalls();
    Convergence.Result result = loop.run(work.mode(), work.desired());
    assertThat(result.failure()).isNull();
    assertThat(result.repaired()).isFalse();
    assertThat(aws.writes()).isEmpty();
  }
}
