package io.quartermaster.iamprovisioner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.Setback;
import io.quartermaster.iamprovisioner.effect.aws.SandboxIam;
import io.quartermaster.testkit.Awaits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The loop on a sandbox: looks, plans and applies as the service does, when a test says so. */
record SandboxLoop(SandboxIam aws) {

  /** One run, by a service that has just started. */
  Convergence run(Mode mode, DesiredAccess desired) {
    return run(aws.gateway(), mode, desired);
  }

  static Convergence run(IamGateway gateway, Mode mode, DesiredAccess desired) {
    return new AccessConvergence(gateway, new AccessPlanner(mode), new SimpleMeterRegistry())
        .converge(desired);
  }

  /** A run that has to succeed; returns the kinds of what differed. */
  List<DriftKind> converge(Mode mode, DesiredAccess desired) {
    Convergence end = run(mode, desired);
    assertThat(end).isInstanceOf(Convergence.Converged.class);
    return end.drift().stream().map(Drift::what).toList();
  }

  /** Runs until it ends well or a person has to act; a pause between runs, as the queue has it. */
  Settled settle(Mode mode, DesiredAccess desired) {
    return settle(aws.gateway(), mode, desired);
  }

  static Settled settle(IamGateway gateway, Mode mode, DesiredAccess desired) {
    AtomicInteger runs = new AtomicInteger();
    AtomicReference<Convergence> last = new AtomicReference<>();
    Awaits.patiently()
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

  private static boolean isOver(Convergence end) {
    return switch (end) {
      case Convergence.Converged ignored -> true;
      case Convergence.Stopped stopped -> stopped.why() instanceof Setback.Refused;
    };
  }

  /** How it ended, after how many runs. */
  record Settled(Convergence end, int runs) {

    String refusal() {
      return ((Setback.Refused) ((Convergence.Stopped) end).why()).reason().code();
    }
  }
}
