package io.quartermaster.membership.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.membership.decision.SetupProgress;
import io.quartermaster.membership.decision.Step;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

/** What was said about each step. The rows are made by the migration. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class SetupStepRepository implements PanacheRepositoryBase<SetupStepRow, String> {

  /** What was said about the step; locked until the transaction ends. */
  public SetupProgress load(Step step) {
    SetupStepRow row = row(step);
    return new SetupProgress(row.startedRevision, row.outcomeRevision, row.attempt, row.answerOwed);
  }

  public void save(Step step, SetupProgress progress) {
    SetupStepRow row = row(step);
    row.startedRevision = progress.startedRevision();
    row.outcomeRevision = progress.outcomeRevision();
    row.attempt = progress.attempt();
    row.answerOwed = progress.answerOwed();
  }

  private SetupStepRow row(Step step) {
    SetupStepRow row = findById(step.key(), LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new IllegalStateException("Table setup_step lacks the row " + step.key());
    }
    return row;
  }
}
