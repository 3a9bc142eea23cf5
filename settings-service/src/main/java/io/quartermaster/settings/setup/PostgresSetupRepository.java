package io.quartermaster.settings.setup;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The progress in PostgreSQL. The row of the instance is made by the first who locks it. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class PostgresSetupRepository implements SetupRepository, PanacheRepositoryBase<SetupRow, String> {

  private static final String MAKE_ROW =
      "insert into setup (instance_uid) values (:uid) on conflict do nothing";
  private static final String CHANGE =
      "select coalesce(max(change_number), 0) from setup where instance_uid = :uid";

  private final SetupStepRows steps;

  PostgresSetupRepository(SetupStepRows steps) {
    this.steps = steps;
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
  public void begin(String instanceUid, SetupKind kind, long revision, String roleArn, Instant at) {
    findByIdOptional(instanceUid).orElseThrow().begin(kind, revision, roleArn, at);
  }

  @Override
  public void record(String instanceUid, StepProgress progress) {
    steps.record(instanceUid, progress);
    findByIdOptional(instanceUid).orElseThrow().changed();
  }

  @Override
  public void connected(String instanceUid) {
    findByIdOptional(instanceUid).orElseThrow().connected();
  }

  @Override
  public void disconnected(String instanceUid) {
    findByIdOptional(instanceUid).orElseThrow().disconnected();
  }

  @Override
  public long change(String instanceUid) {
    return ((Number)
            getEntityManager()
                .createNativeQuery(CHANGE)
                .setParameter("uid", instanceUid)
                .getSingleResult())
        .longValue();
  }

  private Optional<SetupRow> locked(String instanceUid) {
    return findByIdOptional(instanceUid, LockModeType.PESSIMISTIC_WRITE);
  }
}
