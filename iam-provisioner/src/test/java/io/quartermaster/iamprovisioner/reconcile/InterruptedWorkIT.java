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
 * The service dies, or its connection does, at every step of everything that it does in AWS: the
 * next run ends what was begun, and what was done is seen and not done again.
 */
class InterruptedWorkIT {
  /** AWS answers it a second time as the first time. */
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
  void uninterruptedItIsExactlyThis(InterruptedWork work) {
    begin(work);

    loop.converge(work.mode(), work.desired());

    assertThat(aws.writes()).isEqualTo(work.writes());
    assertNothingIsLeftToDo(work);
  }

  @ParameterizedTest
  @MethodSource("io.quartermaster.iamprovisioner.reconcile.InterruptedWork#atEachStep")
  void interruptedItGoesOnWhereItBrokeOff(
      InterruptedWork work, int step, InterruptedWork.Break how) {
    begin(work);

    switch (how) {
      case KILLED_BEFORE_THE_CALL -> assertThatKilledItGoesOn(work, step, false);
      case KILLED_AFTER_THE_EFFECT -> assertThatKilledItGoesOn(work, step, true);
      case CUT_BEFORE_THE_EFFECT ->
          assertThatCutItGoesOn(work, step, Fault.Cut.Moment.BEFORE_EFFECT);
      case CUT_AFTER_THE_EFFECT -> assertThatCutItGoesOn(work, step, Fault.Cut.Moment.AFTER_EFFECT);
    }

    assertNothingIsLeftToDo(work);
  }

  /** Together the two runs make the calls of one that nobody killed. */
  private void assertThatKilledItGoesOn(InterruptedWork work, int step, boolean afterTheEffect) {
    var killed = new KilledIamGateway(aws.gateway(), step, afterTheEffect);
    assertThatThrownBy(() -> SandboxLoop.run(killed, work.mode(), work.desired()))
        .isInstanceOf(KilledIamGateway.KilledException.class);
    assertThat(aws.writes()).isEqualTo(work.writes().subList(0, afterTheEffect ? step : step - 1));

    SandboxLoop.Settled settled = loop.settle(work.mode(), work.desired());

    assertThat(settled.end()).isInstanceOf(Convergence.Converged.class);
    assertThat(settled.runs()).isEqualTo(1);
    assertThat(aws.writes()).isEqualTo(work.writes());
  }

  /** The call that was cut is made once more, and has its effect once where that matters. */
  private void assertThatCutItGoesOn(InterruptedWork work, int step, Fault.Cut.Moment moment) {
    String action = work.action(step);
    var cut =
        new CutIamGateway(aws.gateway(), step, () -> aws.next(1, action, new Fault.Cut(moment)));

    SandboxLoop.Settled settled = SandboxLoop.settle(cut, work.mode(), work.desired());

    assertThat(settled.end()).isInstanceOf(Convergence.Converged.class);
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

  private void assertNothingIsLeftToDo(InterruptedWork work) {
    aws.noFaults();
    aws.forgetCalls();
    assertThat(loop.run(work.mode(), work.desired()))
        .isInstanceOfSatisfying(
            Convergence.Converged.class, end -> assertThat(end.repaired()).isFalse());
    assertThat(aws.writes()).isEmpty();
  }
}
