package io.quartermaster.step.example;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;
import static io.quartermaster.contracts.SetupStep.GATEWAY_CONFIGURATION;

import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRecorder;
import io.quartermaster.step.StepRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Load, observe, plan, apply, record. */
@ApplicationScoped
class ExampleReconciler implements ReconcileTask {

  private final StepRecorder steps;
  private final ExampleRepository desired;
  private final RemoteSystem remote;

  ExampleReconciler(StepRecorder steps, ExampleRepository desired, RemoteSystem remote) {
    this.steps = steps;
    this.desired = desired;
    this.remote = remote;
  }

  @Override
  public String name() {
    return GATEWAY_CONFIGURATION.wireName();
  }

  @Override
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    Work work = requiringNew().call(() -> begin(request)).orElse(null);
    if (work == null) {
      return new ReconcileOutcome.Done();
    }
    String uid = work.run().instanceUid();
    boolean differs = !remote.value(uid).equals(Optional.of(work.value()));
    Optional<StepFailure> failure =
        differs ? remote.change(uid, work.value()) : Optional.<StepFailure>empty();
    return requiringNew().call(() -> record(work.run(), differs, failure));
  }

  private Optional<Work> begin(ReconcileRequest request) {
    return steps
        .begin(StepKey.of(GATEWAY_CONFIGURATION, request.key()), request)
        .flatMap(run -> desired.desired(run.instanceUid()).map(value -> new Work(run, value)));
  }

  private ReconcileOutcome record(StepRun run, boolean changed, Optional<StepFailure> failure) {
    return failure
        .map(reason -> steps.failed(run, reason, GatewayConfigFailed::new))
        .orElseGet(
            () ->
                steps.succeeded(
                    run, changed, origin -> new GatewayConfigPushed(origin, "Changed.", 1)));
  }

  private record Work(StepRun run, String value) {}
}
