package io.quartermaster.step;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The table {@code setup_step}. Demands an open transaction. */
@ApplicationScoped
class SetupStepRepository implements PanacheRepositoryBase<SetupStepRow, SetupStepRow.Id> {

  private static final String CREATE =
      """
      insert into setup_step
        (step, instance_uid, settings_revision, status, attempts, outcome_revision, outcome_due)
      values (:step, :uid, 0, 'DONE', 0, 0, false)
      on conflict do nothing
      """;

  /** The row, locked until the transaction ends; created when there is none. */
  SetupStepRow lockOrCreate(StepKey key) {
    return lock(key)
        .orElseGet(
            () -> {
              getEntityManager()
                  .createNativeQuery(CREATE)
                  .setParameter("step", key.step().wireName())
                  .setParameter("uid", key.instanceUid())
                  .executeUpdate();
              return lock(key).orElseThrow();
            });
  }

  /** The row, locked until the transaction ends. */
  Optional<SetupStepRow> lock(StepKey key) {
    return findByIdOptional(SetupStepRow.Id.of(key), LockModeType.PESSIMISTIC_WRITE);
  }

  List<SetupStepRow.Id> keys() {
    return streamAll().map(row -> row.id).toList();
  }
}
