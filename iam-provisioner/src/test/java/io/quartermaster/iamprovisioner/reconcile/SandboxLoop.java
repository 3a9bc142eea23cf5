package io.quartermaster.iamprovisioner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.aws.SandboxIam;
import io.quartermaster.step.StepFailure;
import io.quartermaster.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The loop of the service on a sandbox, run by a test. */
record SandboxLoop(SandboxIam aws) {

  Convergence.Result run(Mode mode, DesiredAccess desired) {
    return run(aws.gateway(), mode, desired);
  }

  static Convergence.Result run(IamGateway gateway, Mode mode, DesiredAccess desired) {
    return new Convergence(gateway, new AccessPlanner(mode), new SimpleMeterRegistry())
        .converge(desired);
  }

  /** A run that must succeed. */
  List<DriftKind> converge(Mode mode, DesiredAccess desired) {
    Convergence.Result result = run(mode, desired);
    assertThat(result.failure()).isNull();
    return result.drift().stream().map(Drift::what).toList();
  }

  /** Runs until it succeeds or a person must act, with a pause between runs. */
  Settled settle(Mode mode, DesiredAccess desired) {
    return settle(aws.gateway(), mode, desired);
  }

  static Settled settle(IamGateway gateway, Mode mode, DesiredAccess desired) {
    AtomicInteger runs = new AtomicInteger();
    AtomicReference<Convergence.Result> last = new AtomicReference<>();
    Await.condition()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              runs.incrementAndGet();
              last.set(run(gateway, mode, desired));
              return isOver(last.get());
            });
    return new Settled(last.get(), runs.get());
  }

  private static boolean isOver(Convergence.Result result) {
    return result.failure() == null || result.failure() instanceof StepFailure.Refused;
  }

  /** The last result, after this number of runs. */
  record Settled(Convergence.Result result, int runs) {

    String failureCode() {
      StepFailure failure = result.failure();
      return failure == null ? "none" : failure.code();
    }
  }
}
