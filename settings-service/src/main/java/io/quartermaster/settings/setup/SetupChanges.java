package io.quartermaster.settings.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.settings.SettingsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest changes of the set-up, as they were told. Demands the transaction that makes the
 * change, so that there is an entry for each change that happened and for no other. What is kept is
 * what {@code GET …/setup} answers, and like that has no secret in it.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SetupChanges {

  /**
   * Numbers are made under the row lock of the set-up: those of an instance are committed in their
   * order, and whoever sees one sees all before it. They go on from the greatest of all instances:
   * what a client of a GitLab saw under another uid is never taken for a change of this one.
   *
   * <p>One statement, because the lock is held meanwhile. Old ones go one by one as new ones come;
   * after the limit was lowered, all above it at once.
   */
  private static final String TELL =
      """
      with before as (select change_number from setup where instance_uid = :uid),
        now as (
          update setup set change_number = (select max(change_number) from setup) + 1
          where instance_uid = :uid returning change_number),
        forgotten as (
          delete from setup_change where change_number <= (select change_number from now) - :keep)
      insert into setup_change (instance_uid, change_number, previous, document)
      select :uid, now.change_number, before.change_number, :document from now, before
      """;

  /** One statement, hence one moment: no change can come between the number and the rows. */
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

  private final EntityManager database;
  private final ObjectMapper json;
  private final int keep;

  SetupChanges(EntityManager database, ObjectMapper json, SettingsConfig config) {
    this.database = database;
    this.json = json;
    this.keep = config.stream().retainedChanges();
  }

  /** The set-up is now so. The caller holds the lock of its row. */
  void tell(String instanceUid, Setup now) {
    database
        .createNativeQuery(TELL)
        .setParameter("uid", instanceUid)
        .setParameter("document", document(now))
        .setParameter("keep", keep)
        .executeUpdate();
  }

  /**
   * The next changes after that one; empty when they cannot be told without a gap.
   *
   * @param limit how many at most
   */
  Optional<List<SetupChange>> after(String instanceUid, long number, int limit) {
    List<?> rows =
        database
            .createNativeQuery(AFTER)
            .setParameter("uid", instanceUid)
            .setParameter("number", number)
            .setParameter("limit", limit)
            .getResultList();
    long newest = rows.isEmpty() ? 0 : number(column(rows.getFirst(), 0));
    List<SetupChange> changes =
        rows.stream()
            .filter(row -> column(row, 1) != null)
            .map(row -> change(column(row, 1), column(row, 2), column(row, 3)))
            .toList();
    long seen = changes.isEmpty() ? newest : changes.getFirst().previous();
    return seen == number ? Optional.of(changes) : Optional.empty();
  }

  /**
   * The set-up as it was told last.
   *
   * @param present reads the set-up, for when that is not kept: before the first change, and while
   *     the last one was made by a version that kept none
   */
  SetupChange newest(String instanceUid, Supplier<Setup> present) {
    List<?> rows =
        database.createNativeQuery(NEWEST).setParameter("uid", instanceUid).getResultList();
    if (rows.isEmpty()) {
      return new SetupChange(0, 0, document(present.get()));
    }
    Object row = rows.getFirst();
    return column(row, 2) == null
        ? new SetupChange(number(column(row, 0)), 0, document(present.get()))
        : change(column(row, 0), column(row, 1), column(row, 2));
  }

  private String document(Setup setup) {
    try {
      return json.writeValueAsString(SetupDocument.of(setup));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Documents of the API can always be written as JSON", e);
    }
  }

  private static SetupChange change(
      @Nullable Object number, @Nullable Object previous, @Nullable Object document) {
    return new SetupChange(
        number(number), number(previous), (String) Objects.requireNonNull(document));
  }

  private static @Nullable Object column(Object row, int index) {
    return ((Object[]) row)[index];
  }

  private static long number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).longValue();
  }
}
