package io.quartermaster.membership.reconcile;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;
import static io.quartermaster.contracts.SetupStep.PROJECT_MEMBERSHIPS;
import static io.quartermaster.contracts.SetupStep.SERVICE_ACCOUNT;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.ServiceAccountFailed;
import io.quartermaster.membership.decision.Account;
import io.quartermaster.membership.decision.AccountPlanner;
import io.quartermaster.membership.decision.AccountPlanner.StateChange;
import io.quartermaster.membership.decision.DesiredInstance;
import io.quartermaster.membership.decision.RecordedAccount;
import io.quartermaster.membership.effect.AccountGateway;
import io.quartermaster.membership.effect.AccountGateway.AccountResult;
import io.quartermaster.membership.effect.AccountGateway.AccountResult.Absent;
import io.quartermaster.membership.effect.AccountGateway.AccountResult.Failed;
import io.quartermaster.membership.effect.AccountGateway.AccountResult.Present;
import io.quartermaster.membership.outcome.MembershipOutcomes;
import io.quartermaster.membership.store.InstanceRepository;
import io.quartermaster.membership.store.MembershipRepository;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepKey;
import io.quartermaster.step.StepRecorder;
import io.quartermaster.step.StepRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the service account: it exists, and it is blocked exactly while the instance is {@code
 * never_on}. On a disconnect it is blocked, if it exists, and not managed after that.
 *
 * <p>Failure semantics: a crash at any point leaves an account that the next run finds by its name.
 */
@ApplicationScoped
class ServiceAccountReconciler implements ReconcileTask {

  private final InstanceRepository instances;
  private final MembershipRepository memberships;
  private final AccountGateway gateway;
  private final StepRecorder steps;
  private final Clock clock;

  ServiceAccountReconciler(
      InstanceRepository instances,
      MembershipRepository memberships,
      AccountGateway gateway,
      StepRecorder steps,
      Clock clock) {
    this.instances = instances;
    this.memberships = memberships;
    this.gateway = gateway;
    this.steps = steps;
    this.clock = clock;
  }

  @Override
  public String name() {
    return SERVICE_ACCOUNT.wireName();
  }

  @Override
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    return requiringNew()
        .call(() -> begin(request))
        .map(
            work -> {
              AccountResult found = find(work);
              AccountResult result =
                  found instanceof Present(Account account)
                      ? setState(account, work.desired().accountBlocked())
                      : found;
              boolean repaired = !found.equals(result);
              return requiringNew().call(() -> record(work, result, repaired));
            })
        .orElseGet(ReconcileOutcome.Done::new);
  }

  /** The lock on the step keeps newer settings from being stored between the two reads. */
  private Optional<Work> begin(ReconcileRequest request) {
    StepKey key = StepKey.of(SERVICE_ACCOUNT, request.key());
    return steps
        .progress(key)
        .flatMap(
            progress ->
                instances
                    .desired(key.instanceUid())
                    .filter(desired -> !(desired.disconnected() && progress.isDone())))
        .flatMap(
            desired ->
                steps
                    .begin(key, request)
                    .map(run -> new Work(run, desired, instances.account().orElse(null))));
  }

  /** A disconnect creates no account only to block it. */
  private AccountResult find(Work work) {
    Long recordedId = work.recorded() == null ? null : work.recorded().userId();
    return work.desired().disconnected()
        ? gateway.find(recordedId)
        : gateway.findOrCreate(recordedId);
  }

  private AccountResult setState(Account account, boolean blocked) {
    return switch (AccountPlanner.stateChange(account, blocked)) {
      case NONE -> new Present(account);
      case BLOCK -> verified(gateway.block(account), blocked);
      case UNBLOCK -> verified(gateway.unblock(account), blocked);
      case REFUSED ->
          new Failed(
              new StepFailure.Refused(
                  FailureCodes.SERVICE_ACCOUNT_INACTIVE,
                  "The user %s is in the state %s, which GitLab does not allow us to change."
                      .formatted(account.username(), account.state()),
                  "Activate or unban the user in Admin > Users."));
    };
  }

  /** GitLab can accept a change of state without making it, or without showing it yet. */
  private static AccountResult verified(AccountResult result, boolean blocked) {
    return result instanceof Present(Account account)
            && AccountPlanner.stateChange(account, blocked) != StateChange.NONE
        ? new Failed(
            new StepFailure.Unavailable(
                FailureCodes.SERVICE_ACCOUNT_STATE_UNCHANGED,
                "GitLab accepted the state change of the user %s but still reports the state %s."
                    .formatted(account.username(), account.state()),
                "No action needed; retrying automatically. If it persists, check the user in Admin > Users."))
        : result;
  }

  private ReconcileOutcome record(Work work, AccountResult result, boolean repaired) {
    if (!instances.isCurrent(work.run().instanceUid())) {
      return new ReconcileOutcome.Done(); // Replaced by another instance uid during the run.
    }
    return switch (result) {
      case Failed(StepFailure failure) ->
          steps.failed(work.run(), failure, ServiceAccountFailed::new);
      case Absent() ->
          steps.finished(work.run(), origin -> MembershipOutcomes.accountReleased(origin, null));
      case Present(Account account) -> recordAccount(work, account, repaired);
    };
  }

  private ReconcileOutcome recordAccount(Work work, Account account, boolean repaired) {
    DesiredInstance desired = work.desired();
    var recorded =
        new RecordedAccount(
            account.id(), account.username(), desired.accountBlocked(), desired.settingsRevision());
    Optional<RecordedAccount> previous = instances.lockAccount();
    if (previous.isPresent() && previous.get().userId() != recorded.userId()) {
      memberships.deleteAll();
      memberships.outdatePlan();
    }
    boolean changed = repaired || previous.map(recorded::differsFrom).orElse(true);
    ReconcileOutcome outcome =
        desired.disconnected()
            ? steps.finished(
                work.run(),
                origin -> MembershipOutcomes.accountReleased(origin, account.username()))
            : steps.succeeded(
                work.run(), changed, origin -> MembershipOutcomes.accountReady(origin, recorded));
    if (!previous.equals(Optional.of(recorded))) {
      instances.saveAccount(recorded, clock.instant());
      // Last, because newer settings lock the step before the request, too.
      steps.request(new StepKey(PROJECT_MEMBERSHIPS, work.run().instanceUid()));
    }
    return outcome;
  }

  private record Work(StepRun run, DesiredInstance desired, @Nullable RecordedAccount recorded) {}
}
