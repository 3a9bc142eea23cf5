package io.quartermaster.settings.verification;

import io.quartermaster.contracts.VerificationRequested;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;

/**
 * Counts the wishes of an instance. Demands the transaction that tells of them, so that a wish is
 * counted exactly when it is told.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class Verifications {

  private static final String NEXT =
      """
      insert into verification as known (instance_uid, revision, requested_by, requested_at)
      values (:uid, 1, :by, :at)
      on conflict (instance_uid) do update set
        revision = known.revision + 1,
        requested_by = excluded.requested_by,
        requested_at = excluded.requested_at
      returning revision
      """;

  private final EntityManager database;

  Verifications(EntityManager database) {
    this.database = database;
  }

  /** Stores who asks and gives what is to be told; the row's lock orders those who ask at once. */
  VerificationRequested next(String instanceUid, String by, Instant at) {
    Number revision =
        (Number)
            database
                .createNativeQuery(NEXT)
                .setParameter("uid", instanceUid)
                .setParameter("by", by)
                .setParameter("at", at)
                .getSingleResult();
    return new VerificationRequested(instanceUid, revision.longValue(), by, at);
  }
}
