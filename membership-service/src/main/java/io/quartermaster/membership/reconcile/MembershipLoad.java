package io.quartermaster.membership.reconcile;

import io.quartermaster.membership.MembershipConfig;
import io.quartermaster.membership.decision.DesiredInstance;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.store.PlanVersions;
import io.quartermaster.membership.store.ServiceAccountRepository;
import io.quartermaster.membership.store.SettingsRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Loads what a run works on, and says that work on new settings begins. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class MembershipLoad {

  private final SettingsRepository settings;
  private final ServiceAccountRepository accounts;
  private final PlanVersions versions;
  private final StepJournal journal;
  private final MembershipConfig config;
  private final Clock clock = Clock.systemUTC();

  MembershipLoad(
      SettingsRepository settings,
      ServiceAccountRepository accounts,
      PlanVersions versions,
      StepJournal journal,
      MembershipConfig config) {
    this.settings = settings;
    this.accounts = accounts;
    this.versions = versions;
    this.journal = journal;
    this.config = config;
  }

  /** Empty until the settings are complete and the account is in line; and after a disconnect. */
  Optional<MembershipWork> work() {
    return settings.desired().filter(desired -> !desired.disconnected()).flatMap(this::withAccount);
  }

  private Optional<MembershipWork> withAccount(DesiredInstance desired) {
    return accounts
        .load()
        .filter(account -> account.settingsRevision() >= desired.settingsRevision())
        .map(
            account -> {
              journal.begin(Step.PROJECT_MEMBERSHIPS, desired);
              return new MembershipWork(
                  desired,
                  account.userId(),
                  versions.pausedUntil().orElse(null),
                  clock.instant().plus(config.slice()));
            });
  }
}
