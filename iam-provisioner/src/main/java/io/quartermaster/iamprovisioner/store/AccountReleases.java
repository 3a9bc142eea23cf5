package io.quartermaster.iamprovisioner.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/**
 * For whom the service account was let go of after a disconnect: the last that happens before AWS.
 * By then the registration has ended too, which needs the role.
 */
@ApplicationScoped
@Transactional(MANDATORY)
public class AccountReleases {
  private static final String SAVE =
      """
      insert into account_release as stored (instance_uid, settings_revision)
      values (:uid, :revision)
      on conflict (instance_uid) do update set settings_revision = excluded.settings_revision
      where stored.settings_revision < excluded.settings_revision
      """;
  private static final String IS_RELEASED =
      """
      select count(*) from account_release
      where instance_uid = :uid and settings_revision >= :revision
      """;

  private final EntityManager entityManager;

  AccountReleases(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Stores it, unless as much is known. */
  public void save(String instanceUid, long settingsRevision) {
    entityManager
        .createNativeQuery(SAVE)
        .setParameter("uid", instanceUid)
        .setParameter("revision", settingsRevision)
        .executeUpdate();
  }

  /** Whether it was for these settings. */
  public boolean isReleased(String instanceUid, long settingsRevision) {
    Number found =
        (Number)
            entityManager
                .createNativeQuery(IS_RELEASED)
                .setParameter("uid", instanceUid)
                .setParameter("revision", settingsRevision)
                .getSingleResult();
    return found.longValue() > 0;
  }
}
