package io.quartermaster.settings.setup;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Stores the set-up and records each change of it. Demands an open transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class SetupRepository implements PanacheRepositoryBase<SetupRow, String> {

  private static final String CREATE =
      "insert into setup (instance_uid) values (:uid) on conflict do nothing";

  private final SetupChanges changes;

  SetupRepository(SetupChanges changes) {
    this.changes = changes;
  }

  /** The set-up; not started when there is none. */
  public Setup find(String instanceUid) {
    return findByIdOptional(instanceUid).map(SetupRow::read).orElseGet(Setup::notStarted);
  }

  /**
   * The same, locked until the transaction ends. Every change of the settings or the progress of an
   * instance takes this lock, and takes it first.
   */
  public Setup lock(String instanceUid) {
    Optional<SetupRow> row = locked(instanceUid);
    if (row.isEmpty()) {
      getEntityManager().createNativeQuery(CREATE).setParameter("uid", instanceUid).executeUpdate();
      row = locked(instanceUid);
    }
    return row.orElseThrow().read();
  }

  /** New settings or a disconnect, for this role. The caller holds the lock. */
  public void begin(String instanceUid, Setup begun, String roleArn) {
    findByIdOptional(instanceUid).orElseThrow().begin(begun, roleArn);
    changes.append(instanceUid, begun);
  }

  /**
   * New progress of one step. The caller holds the lock.
   *
   * @param setup as {@link #lock} returned it
   */
  void record(String instanceUid, Setup setup, StepProgress progress) {
    Setup next = setup.with(progress);
    SetupRow row = findByIdOptional(instanceUid).orElseThrow();
    row.progressed(next);
    if (setup.settlesRegistration(progress)) {
      row.registrationSettled();
    }
    changes.append(instanceUid, next);
  }

  private Optional<SetupRow> locked(String instanceUid) {
    return findByIdOptional(instanceUid, LockModeType.PESSIMISTIC_WRITE);
  }
}
