package io.quartermaster.membership.reconcile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.Account;
import io.quartermaster.membership.decision.AccountPlanner;
import io.quartermaster.membership.decision.DesiredInstance;
import io.quartermaster.membership.decision.RecordedAccount;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.membership.effect.AccountGateway;
import io.quartermaster.membership.effect.AccountResult;
import io.quartermaster.membership.effect.AccountResult.Absent;
import io.quartermaster.membership.effect.AccountResult.Failed;
import io.quartermaster.membership.effect.AccountResult.Present;
import io.quartermaster.membership.store.ServiceAccountRepository;
import io.quartermaster.membership.store.SettingsRepository;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.messaging.reconcile.ReconcileTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the service account in line: there is one, and it is blocked exactly while the instance is
 * always off. After a disconnect it is blocked, if there is one, and then left alone.
 *
 * <p>Failure semantics: a refusal ends the run until somebody acts or it is time to look again; a
 * GitLab that is away is tried again. A crash at any point leaves an account that the next run
 * finds by its name.
 */
@ApplicationScoped
class ServiceAccountTask implements ReconcileTask {

  private final SettingsRepository settings;
  private final ServiceAccountRepository accounts;
  private final AccountGateway gateway;
  private final AccountRecord record;
  private final FailedRun failedRun;
  private final StepJournal journal;
  private final MembershipConfig config;

  ServiceAccountTask(
      SettingsRepository settings,
      ServiceAccountRepository accounts,
      AccountGateway gateway,
      AccountRecord record,
      FailedRun failedRun,
      StepJournal journal,
      MembershipConfig config) {
    this.settings = settings;
    this.accounts = accounts;
    this.gateway = gateway;
    this.record = record;
    this.failedRun = failedRun;
    this.journal = journal;
    this.config = config;
  }

  @Override
  public String name() {
    return Step.SERVICE_ACCOUNT.task();
  }

  @Override
  public ReconcileOutcome reconcile(ReconcileRequest request) {
    Optional<Work> work = QuarkusTransaction.requiringNew().call(this::load);
    return work.map(loaded -> bringInLine(loaded, request)).orElseGet(ReconcileOutcome.Done::new);
  }

  private Optional<Work> load() {
    return settings
        .desired()
        .filter(desired -> !journal.released(desired))
        .map(
            desired -> {
              journal.begin(Step.SERVICE_ACCOUNT, desired);
              return new Work(desired, accounts.load().orElse(null));
            });
  }

  private ReconcileOutcome bringInLine(Work work, ReconcileRequest request) {
    AccountResult found = find(work);
    AccountResult result =
        found instanceof Present(Account account)
            ? setState(account, work.desired().accountBlocked())
            : found;
    return switch (result) {
      case Failed(StepFailure failure) ->
          failedRun.end(Step.SERVICE_ACCOUNT, work.desired(), failure, request);
      case Present(Account account) -> {
        boolean repaired = !found.equals(result);
        QuarkusTransaction.requiringNew()
            .run(() -> record.inLine(work.desired(), account, repaired));
        yield work.desired().disconnected()
            ? new ReconcileOutcome.Done()
            : new ReconcileOutcome.Settled(config.resyncInterval());
      }
      case Absent absent -> {
        QuarkusTransaction.requiringNew().run(() -> journal.noAccount(work.desired()));
        yield new ReconcileOutcome.Done();
      }
    };
  }

  /** A disconnected instance gets no account only to have it blocked. */
  private AccountResult find(Work work) {
    String name = config.account().name();
    String username = config.account().username();
    return work.desired().disconnected()
        ? gateway.find(name, username, work.recordedId())
        : gateway.findOrCreate(name, username, work.recordedId());
  }

  private AccountResult setState(Account account, boolean blocked) {
    return switch (AccountPlanner.stateStep(account, blocked)) {
      case NONE -> new Present(account);
      case BLOCK -> verified(gateway.block(account), blocked);
      case UNBLOCK -> verified(gateway.unblock(account), blocked);
      case REFUSED -> stateRefused(account);
    };
  }

  /** GitLab can answer a change of state with success and not make it, or not show it yet. */
  private static AccountResult verified(AccountResult result, boolean blocked) {
    return result instanceof Present(Account after)
            && AccountPlanner.stateStep(after, blocked) != AccountPlanner.StateStep.NONE
        ? new Failed(stateUnchanged(after))
        : result;
  }

  private static StepFailure stateUnchanged(Account account) {
    return new StepFailure.Unavailable(
        "service_account_state_unchanged",
        "GitLab took the change of the user "
            + account.username()
            + " but still shows it as "
            + account.state()
            + ".",
        "Nothing to do now: it is tried again by itself; if it stays, look at the user in"
            + " Admin > Users.",
        null);
  }

  private static Failed stateRefused(Account account) {
    return new Failed(
        new StepFailure.Refused(
            "service_account_state",
            "The user "
                + account.username()
                + " is in the state "
                + account.state()
                + " that GitLab does not let us change.",
            "Activate or unban the user in Admin > Users."));
  }

  private record Work(DesiredInstance desired, @Nullable RecordedAccount recorded) {
    @Nullable Long recordedId() {
      return recorded == null ? null : recorded.userId();
    }
  }
}
