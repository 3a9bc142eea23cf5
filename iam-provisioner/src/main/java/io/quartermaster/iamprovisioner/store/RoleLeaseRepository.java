package io.quartermaster.iamprovisioner.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.IamProvisionerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One writer per role. The queue runs one task per instance, but two instances can name one role: a
 * restored GitLab under its previous and its current uid, or two by mistake. A run that the queue
 * has replaced because it seemed dead is not fenced (ADR 4): every step is idempotent.
 *
 * <p>Failure semantics: after a crash the same instance acquires its leases again at once; another
 * instance waits for that run, or until the leases expire.
 */
@ApplicationScoped
@Transactional(MANDATORY)
public class RoleLeaseRepository {
  /** More than the usual number of calls; each ends within the configured timeout. */
  private static final int MAX_CALLS_PER_ROLE = 30;

  private static final String ACQUIRE =
      """
      insert into role_lease as held (role, instance_uid, expires_at)
      select role, :uid, :expires from unnest(cast(:roles as text[])) as role order by role
      on conflict (role) do update
      set instance_uid = excluded.instance_uid, expires_at = excluded.expires_at
      where held.instance_uid = excluded.instance_uid or held.expires_at < :now
      """;
  private static final String RELEASE = "delete from role_lease where instance_uid = :uid";

  private final EntityManager entityManager;
  private final IamProvisionerConfig config;
  private final Clock clock;

  RoleLeaseRepository(EntityManager entityManager, IamProvisionerConfig config, Clock clock) {
    this.entityManager = entityManager;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Acquires all leases or none, so that two runs never wait for one another.
   *
   * @return when the leases expire; empty when another instance has one of them
   */
  public Optional<Instant> acquire(List<RoleArn> roles, String instanceUid) {
    Instant now = clock.instant();
    Duration longestRun =
        config.aws().callTimeout().multipliedBy((long) MAX_CALLS_PER_ROLE * roles.size());
    // As exact as the database stores it, since release compares it.
    Instant expiresAt = now.plus(longestRun).truncatedTo(ChronoUnit.MILLIS);
    return acquire(roles, instanceUid, now, expiresAt) ? Optional.of(expiresAt) : Optional.empty();
  }

  boolean acquire(List<RoleArn> roles, String instanceUid, Instant now, Instant expiresAt) {
    // Ordered by the statement, so that two transactions do not deadlock.
    String[] identities = roles.stream().map(RoleArn::identity).distinct().toArray(String[]::new);
    int acquired =
        entityManager
            .createNativeQuery(ACQUIRE)
            .setParameter("roles", identities)
            .setParameter("uid", instanceUid)
            .setParameter("now", now)
            .setParameter("expires", expiresAt)
            .executeUpdate();
    if (acquired < identities.length) {
      release(instanceUid, expiresAt);
    }
    return acquired == identities.length;
  }

  /** Releases the leases of one run; those of a later run of the instance stay. */
  public void release(String instanceUid, Instant expiresAt) {
    entityManager
        .createNativeQuery(RELEASE + " and expires_at = :expires")
        .setParameter("uid", instanceUid)
        .setParameter("expires", expiresAt)
        .executeUpdate();
  }

  public void release(String instanceUid) {
    entityManager.createNativeQuery(RELEASE).setParameter("uid", instanceUid).executeUpdate();
  }
}
