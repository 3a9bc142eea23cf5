package io.quartermaster.settings.setup;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The progress in PostgreSQL. The row of the instance is made by the first who locks it. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class PostgresSetupRepository implements SetupRepository, PanacheRepositoryBase<SetupRow, String> {

  private static final String MAKE_ROW =
      "insert into setup (instance_uid) values (:uid) on conflict do nothing";

  private final SetupStepRows steps;
  private final SetupChanges changes;

  PostgresSetupRepository(SetupStepRows steps, SetupChanges changes) {
    this.steps = steps;
    this.changes = changes;
  }

  @Override
  public Setup find(String instanceUid) {
    return findByIdOptional(instanceUid)
        .map(row -> row.read(steps.of(instanceUid)))
        .orElseGet(Setup::notStarted);
  }

  @Override
  public Setup lock(String instanceUid) {
    Optional<SetupRow> row = locked(instanceUid);
    if (row.isEmpty()) {
      getEntityManager()
          .createNativeQuery(MAKE_ROW)
          .setParameter("uid", instanceUid)
          .executeUpdate();
      row = locked(instanceUid);
    }
    return row.orElseThrow().read(steps.of(instanceUid));
  }

  @Override
  public void begin(String instanceUid, Setup begun, String roleArn) {
    findByIdOptional(instanceUid).orElseThrow().begin(begun, roleArn);
    changes.tell(instanceUid, begun);
  }

  @Override
  public void record(String instanceUid, Setup setup, StepProgress progress) {
    steps.record(instanceUid, progress);
    changes.tell(instanceUid, setup.reported(progress));
  }

  @Override
  public void connected(String instanceUid) {
    findByIdOptional(instanceUid).orElseThrow().connected();
  }

  @Override
  public void disconnected(String instanceUid) {
    findByIdOptional(instanceUid).orElseThrow().disconnected();
  }

  private Optional<SetupRow> locked(String instanceUid) {
    return findByIdOptional(instanceUid, LockModeType.PESSIMISTIC_WRITE);
  }
}
