package io.quartermaster.settings.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.settings.SettingsConfig;
import io.quartermaster.settings.identity.InstanceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/**
 * Stores the set-up and a log of its newest changes, each in the transaction of the change. An
 * entry of the log is the response of {@code GET …/setup}, which contains no secret. Demands an
 * open transaction, except to read the set-up of this instance.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class SetupRepository implements PanacheRepositoryBase<SetupRow, String> {

  private static final String CREATE =
      "insert into setup (instance_uid) values (:uid) on conflict do nothing";

  /**
   * The numbers of an instance are assigned under the row lock of its set-up, so they are committed
   * in order. They continue after the greatest number of all instances: the event id of another
   * instance uid is never mistaken for one of this instance.
   *
   * <p>One statement, because the lock is held meanwhile. Each entry purges the oldest one; after
   * the limit was lowered, all above it.
   */
  private static final String APPEND =
      """
      with last as (select change_number from setup where instance_uid = :uid),
        this as (
          update setup set change_number = (select max(change_number) from setup) + 1
          where instance_uid = :uid returning change_number),
        purged as (
          delete from setup_change
          where change_number <= (select change_number from this) - :retained)
      insert into setup_change (instance_uid, change_number, previous, document)
      select :uid, this.change_number, last.change_number, :document from this, last
      """;

  /** One statement, hence one snapshot: no change is committed between the number and the rows. */
  private static final String AFTER =
      """
      select s.change_number as newest, c.change_number, c.previous, c.document
      from setup s left join setup_change c
        on c.instance_uid = s.instance_uid and c.change_number > :number
      where s.instance_uid = :uid
      order by c.change_number limit :limit
      """;

  private static final String NEWEST =
      """
      select s.change_number, c.previous, c.document
      from setup s left join setup_change c
        on c.instance_uid = s.instance_uid and c.change_number = s.change_number
      where s.instance_uid = :uid
      """;

  private final Session database;
  private final ObjectMapper json;
  private final InstanceIdentity identity;
  private final int retained;

  SetupRepository(
      Session database, ObjectMapper json, InstanceIdentity identity, SettingsConfig config) {
    this.database = database;
    this.json = json;
    this.identity = identity;
    this.retained = config.stream().retainedChanges();
  }

  /** The set-up of this instance. */
  @Transactional
  public Setup read() {
    return find(identity.instanceUid());
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
      database.createNativeMutationQuery(CREATE).setParameter("uid", instanceUid).executeUpdate();
      row = locked(instanceUid);
    }
    return row.orElseThrow().read();
  }

  private Optional<SetupRow> locked(String instanceUid) {
    return findByIdOptional(instanceUid, LockModeType.PESSIMISTIC_WRITE);
  }

  /** New settings or a disconnect, for this role. The caller holds the lock. */
  public void begin(String instanceUid, Setup begun, String roleArn) {
    findByIdOptional(instanceUid).orElseThrow().begin(begun, roleArn);
    append(instanceUid, begun);
  }

  /**
   * New progress of one step. The caller holds the lock.
   *
   * @param setup as {@link #lock} returned it
   */
  void record(String instanceUid, Setup setup, StepProgress progress) {
    SetupRow row = findByIdOptional(instanceUid).orElseThrow();
    if (setup.settlesRegistration(progress)) {
      row.registrationSettled();
    }
    record(instanceUid, setup, List.of(progress));
  }

  /** New progress of several steps, as one change. The caller holds the lock. */
  void record(String instanceUid, Setup setup, List<StepProgress> changed) {
    Setup next = setup.with(changed);
    findByIdOptional(instanceUid).orElseThrow().progressed(next);
    append(instanceUid, next);
  }

  /** A requested verification. It is no change that clients see. The caller holds the lock. */
  public void recordVerification(String instanceUid, Setup setup, Instant requestedAt) {
    findByIdOptional(instanceUid)
        .orElseThrow()
        .progressed(setup.verificationRequested(requestedAt));
  }

  private void append(String instanceUid, Setup setup) {
    database
        .createNativeMutationQuery(APPEND)
        .setParameter("uid", instanceUid)
        .setParameter("document", document(setup))
        .setParameter("retained", retained)
        .executeUpdate();
  }

  /**
   * The next changes of this instance after this number. When they are not available without a gap
   * (not retained any more, of another instance, of a database that was restored since, or there
   * never was such a number), the newest change alone: its {@code previous} then differs from the
   * number.
   */
  @Transactional
  List<SetupChange> changesAfter(long number, int limit) {
    String uid = identity.instanceUid();
    return after(uid, number, limit).orElseGet(() -> List.of(newest(uid)));
  }

  /**
   * The next changes after this number, none when it is the newest; empty when one of them is not
   * retained or the number is unknown.
   */
  private Optional<List<SetupChange>> after(String instanceUid, long number, int limit) {
    if (number < 0) {
      return Optional.empty();
    }
    List<Tuple> rows =
        database
            .createNativeQuery(AFTER, Tuple.class)
            .setParameter("uid", instanceUid)
            .setParameter("number", number)
            .setParameter("limit", limit)
            .getResultList();
    List<SetupChange> changes =
        rows.stream()
            .filter(row -> row.get("document") != null)
            .map(SetupRepository::change)
            .toList();
    long newest = rows.isEmpty() ? 0 : rows.getFirst().get("newest", Long.class);
    long previous = changes.isEmpty() ? newest : changes.getFirst().previous();
    return previous == number ? Optional.of(changes) : Optional.empty();
  }

  /** The set-up after its last change, which may have no entry: before the first one. */
  private SetupChange newest(String instanceUid) {
    Tuple row =
        database
            .createNativeQuery(NEWEST, Tuple.class)
            .setParameter("uid", instanceUid)
            .getSingleResultOrNull();
    if (row != null && row.get("document") != null) {
      return change(row);
    }
    long number = row == null ? 0 : row.get("change_number", Long.class);
    return new SetupChange(number, number, document(find(instanceUid)));
  }

  private String document(Setup setup) {
    try {
      return json.writeValueAsString(SetupDocument.of(setup));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The setup document cannot be written as JSON", e);
    }
  }

  private static SetupChange change(Tuple row) {
    return new SetupChange(
        row.get("change_number", Long.class),
        row.get("previous", Long.class),
        row.get("document", String.class));
  }
}
