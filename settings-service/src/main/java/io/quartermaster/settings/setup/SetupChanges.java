package io.quartermaster.settings.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.settings.SettingsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.Session;

/**
 * The log of the newest changes of the set-up. Demands the transaction that makes the change, so
 * that it has an entry for each committed change and for no other. An entry is the response of
 * {@code GET …/setup}, which contains no secret.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SetupChanges {

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
  private final int retained;

  SetupChanges(Session database, ObjectMapper json, SettingsConfig config) {
    this.database = database;
    this.json = json;
    this.retained = config.stream().retainedChanges();
  }

  /** Records the set-up after a change. The caller holds the lock of its row. */
  void append(String instanceUid, Setup setup) {
    database
        .createNativeMutationQuery(APPEND)
        .setParameter("uid", instanceUid)
        .setParameter("document", document(setup))
        .setParameter("retained", retained)
        .executeUpdate();
  }

  /**
   * The next changes after this number, none when it is the newest; empty when one of them is not
   * retained or the number is unknown.
   */
  Optional<List<SetupChange>> after(String instanceUid, long number, int limit) {
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
        rows.stream().filter(row -> row.get("document") != null).map(SetupChanges::change).toList();
    long newest = rows.isEmpty() ? 0 : rows.getFirst().get("newest", Long.class);
    long previous = changes.isEmpty() ? newest : changes.getFirst().previous();
    return previous == number ? Optional.of(changes) : Optional.empty();
  }

  /**
   * The set-up after its last change.
   *
   * @param setup reads the set-up when the change has no entry, as before the first one
   */
  SetupChange newest(String instanceUid, Supplier<Setup> setup) {
    Tuple row =
        database
            .createNativeQuery(NEWEST, Tuple.class)
            .setParameter("uid", instanceUid)
            .getSingleResultOrNull();
    if (row != null && row.get("document") != null) {
      return change(row);
    }
    long number = row == null ? 0 : row.get("change_number", Long.class);
    return new SetupChange(number, number, document(setup.get()));
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
