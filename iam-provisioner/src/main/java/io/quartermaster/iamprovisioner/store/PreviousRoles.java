package io.quartermaster.iamprovisioner.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.PreviousRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/**
 * The roles that an instance had before, as long as they may carry its tag in AWS: until one of
 * them is the wanted one again, or a take-down has ended well at a time when AWS shows it. What was
 * let go of counts too, since deletion can be asked for afterwards.
 *
 * <p>Only so many are kept: whoever changes the role more often deletes the oldest by hand.
 */
@ApplicationScoped
@Transactional(MANDATORY)
class PreviousRoles {
  private static final int KEPT = 10;

  private static final String OF =
      """
      select instance_uid, role_partition, role_account_id, role_path, role_name
      from previous_role where aggregate = :aggregate order by followed, role_path, role_name
      """;

  /** Not what was deleted, nor what another uid of the same GitLab keeps now. */
  private static final String LEAVE =
      """
      insert into previous_role
        (aggregate, role_partition, role_account_id, role_path, role_name, instance_uid, followed)
      select aggregate, role_partition, role_account_id, role_path, role_name, instance_uid,
             coalesce(changed_at, now())
      from iam_access
      where aggregate = :aggregate and settings_revision < :revision
        and (role_partition, role_account_id, role_path, role_name)
            <> (:partition, :account, :path, :name)
        and (wanted in ('PRESENT', 'RELEASED') or (wanted = 'ABSENT' and status <> 'DONE'))
      on conflict do nothing
      """;

  private static final String COME_BACK =
      """
      delete from previous_role
      where (aggregate = :aggregate or instance_uid = :uid)
        and role_partition = :partition and role_account_id = :account
        and role_path = :path and role_name = :name
      returning aggregate
      """;
  private static final String INHERIT =
      """
      insert into previous_role
        (aggregate, role_partition, role_account_id, role_path, role_name, instance_uid, followed)
      select heir.aggregate, known.role_partition, known.role_account_id, known.role_path,
             known.role_name, known.instance_uid, known.followed
      from previous_role known join iam_access heir on heir.aggregate = :heir
      where known.aggregate in (:others)
        and (known.role_partition, known.role_account_id, known.role_path, known.role_name)
            <> (heir.role_partition, heir.role_account_id, heir.role_path, heir.role_name)
      on conflict do nothing
      """;
  private static final String HAND_OVER = "delete from previous_role where aggregate in (:others)";
  private static final String KEEP_THE_NEWEST =
      """
      delete from previous_role where ctid in (
        select ctid from previous_role where aggregate = :aggregate
        order by followed desc, role_path desc, role_name desc offset :kept
      )
      """;
  private static final String FORGET =
      """
      delete from previous_role
      where aggregate = :aggregate and role_partition = :partition and role_account_id = :account
        and known_since < :before
      """;

  private final EntityManager entityManager;

  PreviousRoles(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** The oldest first. */
  @SuppressWarnings("unchecked") // A native query with several columns gives arrays.
  List<PreviousRole> of(String aggregate) {
    List<Object[]> found = query(OF, aggregate).getResultList();
    return found.stream()
        .map(
            row ->
                new PreviousRole(
                    (String) row[0],
                    new RoleArn(
                        (String) row[1], (String) row[2], (String) row[3], (String) row[4])))
        .toList();
  }

  /** Settings with this revision leave the role that the instance has, if it is another one. */
  void leaveFor(String aggregate, RoleArn role, long revision) {
    exactly(query(LEAVE, aggregate), role).setParameter("revision", revision).executeUpdate();
    keepTheNewest(aggregate);
  }

  /**
   * The role is the wanted one again. Whoever followed this uid meanwhile has it no longer either;
   * returns whose it was.
   */
  @SuppressWarnings("unchecked") // A native query with one column gives its values.
  List<String> comeBackTo(String aggregate, String uid, RoleArn role) {
    return exactly(query(COME_BACK, aggregate), role).setParameter("uid", uid).getResultList();
  }

  /** The heir has whatever the others had. */
  void inherit(String heir, List<String> others) {
    entityManager
        .createNativeQuery(INHERIT)
        .setParameter("heir", heir)
        .setParameter("others", others)
        .executeUpdate();
    entityManager.createNativeQuery(HAND_OVER).setParameter("others", others).executeUpdate();
    keepTheNewest(heir);
  }

  /**
   * Nothing is left, or it is not ours, of those in the account of this role that have been known
   * since before then.
   */
  void forget(String aggregate, RoleArn role, Instant before) {
    inAccount(query(FORGET, aggregate), role).setParameter("before", before).executeUpdate();
  }

  private void keepTheNewest(String aggregate) {
    query(KEEP_THE_NEWEST, aggregate).setParameter("kept", KEPT).executeUpdate();
  }

  private Query query(String sql, String aggregate) {
    return entityManager.createNativeQuery(sql).setParameter("aggregate", aggregate);
  }

  private static Query inAccount(Query query, RoleArn role) {
    return query
        .setParameter("partition", role.partition())
        .setParameter("account", role.accountId());
  }

  private static Query exactly(Query query, RoleArn role) {
    return inAccount(query, role)
        .setParameter("path", role.path())
        .setParameter("name", role.name());
  }
}
