package io.quartermaster.iamprovisioner.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quartermaster.iamprovisioner.IamProvisionerConfig;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.Wanted;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.intake.DesiredAccessIntake;
import io.quartermaster.iamprovisioner.store.StoredAccess;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The loop for one instance: load and say that it begins (a transaction), converge (none), record
 * and say how it ended (a transaction). A crash anywhere in between is repaired by running again:
 * what was done is then seen, and not done twice.
 */
@ApplicationScoped
class AccessReconciler implements ReconcileTask {
  static final String TASK = DesiredAccessIntake.TASK;

  private final AccessLedger ledger;
  private final AccessConvergence convergence;
  private final ConfiguredAccess configured;

  AccessReconciler(
      AccessLedger ledger, IamGateway gateway, IamProvisionerConfig config, MeterRegistry metrics) {
    this.ledger = ledger;
    this.configured = new ConfiguredAccess(config);
    this.convergence = new AccessConvergence(gateway, new AccessPlanner(config.mode()), metrics);
  }

  @Override
  public String name() {
    return TASK;
  }

  @Override
  @WithSpan("reconcile IAM access")
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    return switch (ledger.begin(request.key())) {
      case Beginning.NothingToDo ignored -> new ReconcileOutcome.Done();
      case Beginning.RoleBusy ignored ->
          new ReconcileOutcome.Retry(SettlePause.before(request.attempt()));
      case Beginning.Due due -> run(request, due);
    };
  }

  private ReconcileOutcome run(ReconcileRequest request, Beginning.Due due) {
    StoredAccess access = due.access();
    if (access.progress().toBeAnnounced()) {
      configured.sayWhatTheKeyNeeds(access.target());
    }
    DesiredAccess desired = new DesiredAccess(access.target(), configured.rules(), access.wanted());
    Convergence end =
        access.wanted() == Wanted.RELEASED
            ? new Convergence.Converged(false, List.of())
            : convergence.converge(desired);
    return ledger.record(request, due, end);
  }
}
