package io.quartermaster.iamprovisioner.reconcile;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;
import static io.quartermaster.contracts.SetupStep.IAM_ACCESS;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.DesiredState;
import io.quartermaster.iamprovisioner.decision.TaggedResources;
import io.quartermaster.iamprovisioner.decision.plan.AccessChanges;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.outcome.AccessOutcomes;
import io.quartermaster.iamprovisioner.store.AccessCheckRepository;
import io.quartermaster.iamprovisioner.store.AccessRepository;
import io.quartermaster.iamprovisioner.store.RoleLeaseRepository;
import io.quartermaster.iamprovisioner.store.StoredAccess;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepProgress;
import io.quartermaster.step.StepRecorder;
import io.quartermaster.step.StepRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Brings the access of one instance into the desired state: begins in a transaction, converges
 * outside of one, records in another.
 *
 * <p>Failure semantics: a crash in between is repaired by the next run, which observes what was
 * done. A run whose desired access changed meanwhile records nothing; the change has requested its
 * own run.
 */
@ApplicationScoped
class Reconciler implements ReconcileTask {

  private static final StepFailure ROLE_IN_USE =
      new StepFailure.Unavailable(
          FailureCodes.AWS_BUSY,
          "Another instance uid is changing the role of these settings.",
          "No action needed; retrying automatically. If it persists, disconnect the other instance"
              + " or save the ARN of another role.");

  private final StepRecorder steps;
  private final AccessRepository accesses;
  private final AccessCheckRepository checks;
  private final RoleLeaseRepository leases;
  private final Convergence convergence;
  private final AccessRules rules;
  private final AccessPlanner planner;

  Reconciler(
      StepRecorder steps,
      AccessRepository accesses,
      AccessCheckRepository checks,
      RoleLeaseRepository leases,
      Convergence convergence,
      AccessRules rules,
      AccessPlanner planner) {
    this.steps = steps;
    this.accesses = accesses;
    this.checks = checks;
    this.leases = leases;
    this.convergence = convergence;
    this.rules = rules;
    this.planner = planner;
  }

  @Override
  public String name() {
    return IAM_ACCESS.wireName();
  }

  @Override
  @WithSpan("reconcile IAM access")
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    return switch (requiringNew().call(() -> begin(request))) {
      case Start.NothingDue() -> new ReconcileOutcome.Done();
      case Start.RoleInUse(StepRun run) -> requiringNew().call(() -> recordRoleInUse(run));
      case Start.Due due -> {
        Convergence.Result result = converge(due);
        yield requiringNew().call(() -> record(due, result));
      }
    };
  }

  private Start begin(ReconcileRequest request) {
    StepKey key = StepKey.of(IAM_ACCESS, request.key());
    String uid = key.instanceUid();
    Optional<StoredAccess> access =
        steps
            .progress(key)
            .flatMap(progress -> accesses.lock(uid).filter(found -> isDue(found, progress)));
    if (access.isEmpty()) {
      leases.release(uid);
      return new Start.NothingDue();
    }
    AccessTarget target = access.get().target();
    Optional<Instant> leased = leases.acquire(target.roles(access.get().state()), uid);
    StepRun run = steps.begin(key, request).orElseThrow();
    if (leased.isEmpty()) {
      return new Start.RoleInUse(run);
    }
    return new Start.Due(run, access.get(), checks.tagged(uid), leased.get());
  }

  /** The role is needed to end the registration with Amazon Q, so its teardown is the last one. */
  private boolean isDue(StoredAccess access, StepProgress progress) {
    return switch (access.state()) {
      case PRESENT -> true;
      case ABSENT, RELEASED ->
          !progress.isDone()
              && accesses.isAccountReleased(
                  access.target().instanceUid(), progress.settingsRevision());
      case SUPERSEDED -> false;
    };
  }

  private Convergence.Result converge(Start.Due due) {
    StoredAccess access = due.access();
    return access.state() == DesiredState.RELEASED
        ? Convergence.Result.nothingToDo()
        : convergence.converge(
            new DesiredAccess(access.target(), rules, access.state(), due.tagged()));
  }

  private ReconcileOutcome record(Start.Due due, Convergence.Result found) {
    StepRun run = due.run();
    String uid = run.instanceUid();
    leases.release(uid, due.leasedUntil());
    boolean current =
        steps
            .progress(run.key())
            .filter(progress -> progress.settingsRevision() == run.settingsRevision())
            .flatMap(progress -> accesses.lock(uid))
            .filter(due.access()::hasSameTargetAs)
            .isPresent();
    if (!current) {
      return new ReconcileOutcome.Done();
    }
    Convergence.Result result =
        due.access().state() == DesiredState.PRESENT ? recordCheck(uid, found) : found;
    return result.failure() == null
        ? recordSuccess(run, due.access(), result)
        : steps.failed(
            run,
            result.failure(),
            (origin, failure) ->
                AccessOutcomes.failed(origin, failure, changes(due.access(), result)));
  }

  /** A failure is not always published, and the next outcome replaces it: every one has all. */
  private Convergence.Result recordCheck(String uid, Convergence.Result found) {
    Convergence.Result result = found.after(checks.repairs(uid));
    checks.recordTagged(uid, result.tagged());
    checks.recordRepairs(uid, result.failure() == null ? List.of() : result.repairs());
    return result;
  }

  /** In mode verify nothing is created, so that what is missing is what differs. */
  private AccessChanges changes(StoredAccess access, Convergence.Result result) {
    return access.provisioned() || planner.createsNothing()
        ? AccessChanges.later(result.drift())
        : AccessChanges.first(result.drift());
  }

  /** A drift check of a step that is done waits silently. */
  private ReconcileOutcome recordRoleInUse(StepRun run) {
    return run.progress().isDone()
        ? new ReconcileOutcome.Retry(StepRecorder.settlingInterval(run.request()))
        : steps.failed(
            run, ROLE_IN_USE, (origin, failure) -> new IamAccessFailed(origin, failure, null));
  }

  private ReconcileOutcome recordSuccess(
      StepRun run, StoredAccess access, Convergence.Result result) {
    boolean changed = accesses.recordCheck(access, result.unrepairedDrift()) || result.repaired();
    AccessTarget target = access.target();
    List<Drift> drift = result.drift();
    AccessChanges changes = changes(access, result);
    return switch (access.state()) {
      case PRESENT ->
          steps.succeeded(
              run, changed, origin -> AccessOutcomes.provisioned(origin, target, changes));
      case ABSENT ->
          steps.finished(run, origin -> AccessOutcomes.released(origin, target, true, drift));
      case RELEASED ->
          steps.finished(run, origin -> AccessOutcomes.released(origin, target, false, drift));
      case SUPERSEDED -> throw new IllegalStateException("Never due: " + run.instanceUid());
    };
  }

  /** Whether a run can start. */
  private sealed interface Start {

    record Due(StepRun run, StoredAccess access, TaggedResources tagged, Instant leasedUntil)
        implements Start {}

    record NothingDue() implements Start {}

    /** The run of another instance changes one of the roles. */
    record RoleInUse(StepRun run) implements Start {}
  }
}
