package io.quartermaster.membership.reconcile;

import io.quartermaster.membership.decision.Account;
import io.quartermaster.membership.decision.DesiredInstance;
import io.quartermaster.membership.decision.RecordedAccount;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.store.MembershipTable;
import io.quartermaster.membership.store.PlanVersions;
import io.quartermaster.membership.store.ServiceAccountRepository;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Records an account that is in line, says so, and wakes the memberships that wait for it. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class AccountRecord {

  private final ServiceAccountRepository accounts;
  private final MembershipTable memberships;
  private final PlanVersions plan;
  private final StepJournal journal;
  private final ReconcileQueue queue;
  private final Clock clock = Clock.systemUTC();

  AccountRecord(
      ServiceAccountRepository accounts,
      MembershipTable memberships,
      PlanVersions plan,
      StepJournal journal,
      ReconcileQueue queue) {
    this.accounts = accounts;
    this.memberships = memberships;
    this.plan = plan;
    this.journal = journal;
    this.queue = queue;
  }

  /** {@code repaired}: its state had to be changed although nobody may have asked for it. */
  void inLine(DesiredInstance desired, Account account, boolean repaired) {
    var now =
        new RecordedAccount(
            account.id(), account.username(), desired.accountBlocked(), desired.settingsRevision());
    Optional<RecordedAccount> before = accounts.loadForChange();
    if (before.isPresent() && before.get().userId() != now.userId()) {
      memberships.forgetAll();
      plan.outdate();
    }
    if (!before.equals(Optional.of(now))) {
      accounts.save(now, clock.instant());
      queue.request(Step.PROJECT_MEMBERSHIPS.task(), Step.WORK_KEY);
    }
    if (repaired || before.map(known -> differs(known, now)).orElse(true)) {
      journal.owe(Step.SERVICE_ACCOUNT);
    }
    journal.accountReady(desired, now);
  }

  private static boolean differs(RecordedAccount before, RecordedAccount now) {
    return before.userId() != now.userId()
        || before.blocked() != now.blocked()
        || !before.username().equals(now.username());
  }
}
