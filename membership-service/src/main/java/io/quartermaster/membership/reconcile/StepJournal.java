package io.quartermaster.membership.reconcile;

import io.quartermaster.membership.decision.DesiredInstance;
import io.quartermaster.membership.decision.MembershipCounts;
import io.quartermaster.membership.decision.RecordedAccount;
import io.quartermaster.membership.decision.SetupProgress;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.membership.outcome.OutcomePublisher;
import io.quartermaster.membership.store.SetupStepRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says how a step goes and remembers what was said, in one transaction: its start once per settings
 * revision, "done" only when something was owed since the last one, failures every time.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class StepJournal {

  private final SetupStepRepository steps;
  private final OutcomePublisher outcomes;

  StepJournal(SetupStepRepository steps, OutcomePublisher outcomes) {
    this.steps = steps;
    this.outcomes = outcomes;
  }

  void begin(Step step, DesiredInstance desired) {
    steps
        .load(step)
        .begun(desired.settingsRevision())
        .ifPresent(
            begun -> {
              steps.save(step, begun);
              outcomes.started(step, desired, begun);
            });
  }

  /** Something changed: the next "done" is said even if these settings were answered before. */
  void owe(Step step) {
    steps.save(step, steps.load(step).owing());
  }

  void accountReady(DesiredInstance desired, RecordedAccount account) {
    SetupProgress progress = steps.load(Step.SERVICE_ACCOUNT);
    if (progress.answerOwed()) {
      SetupProgress answered = progress.answered();
      steps.save(Step.SERVICE_ACCOUNT, answered);
      if (desired.disconnected()) {
        outcomes.accountReleased(desired, answered, account.username());
      } else {
        outcomes.accountReady(desired, answered, account);
      }
    }
  }

  /** After a disconnect: there is no account that could be blocked. */
  void noAccount(DesiredInstance desired) {
    SetupProgress answered = steps.load(Step.SERVICE_ACCOUNT).answered();
    steps.save(Step.SERVICE_ACCOUNT, answered);
    outcomes.accountReleased(desired, answered, null);
  }

  /** The account of this disconnect was left alone already. */
  boolean released(DesiredInstance desired) {
    SetupProgress progress = steps.load(Step.SERVICE_ACCOUNT);
    return desired.disconnected()
        && progress.startedRevision() >= desired.settingsRevision()
        && !progress.answerOwed();
  }

  /** Says nothing when nothing is pending: that would read as "done". */
  void membershipsUnderWay(DesiredInstance desired, MembershipCounts counts) {
    if (counts.pending() == 0) {
      return;
    }
    SetupProgress underWay = steps.load(Step.PROJECT_MEMBERSHIPS).underWay();
    steps.save(Step.PROJECT_MEMBERSHIPS, underWay);
    outcomes.progressed(desired, underWay, counts);
  }

  void membershipsDone(DesiredInstance desired, MembershipCounts counts) {
    SetupProgress progress = steps.load(Step.PROJECT_MEMBERSHIPS);
    if (progress.answerOwed()) {
      SetupProgress answered = progress.answered();
      steps.save(Step.PROJECT_MEMBERSHIPS, answered);
      outcomes.progressed(desired, answered, counts);
    }
  }

  void failed(
      Step step, DesiredInstance desired, StepFailure failure, @Nullable Instant nextAttemptAt) {
    SetupProgress failed = steps.load(step).underWay();
    outcomes.failed(step, desired, failed, failure, nextAttemptAt);
    steps.save(step, failed.nextAttempt());
  }
}
