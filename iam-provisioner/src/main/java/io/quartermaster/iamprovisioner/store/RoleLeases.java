package io.quartermaster.iamprovisioner.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.aws.RoleArn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/**
 * One writer per role. The queue sees to it for an instance, but two instances can name one role: a
 * GitLab under its uids of before and of now, or two by mistake. Without this, the run of the uid
 * of before could move the trust back. A run that the queue took for dead and replaced is not kept
 * out (ADR 4 names that price): every step can be repeated, and the next look finds what it left.
 *
 * <p>Failure semantics: after a crash the same instance goes on at once; another one waits until
 * that has happened, or until the lease ends.
 */
@ApplicationScoped
@Transactional(MANDATORY)
public class RoleLeases {
  private static final String TAKE =
      """
      insert into role_lease as held (role, aggregate, until) values (:role, :aggregate, :until)
      on conflict (role) do update set aggregate = excluded.aggregate, until = excluded.until
      where held.aggregate = excluded.aggregate or held.until < :now
      """;
  private static final String GIVE_BACK = "delete from role_lease where aggregate = :aggregate";
  private static final String GIVE_BACK_ONE = GIVE_BACK + " and until = :until";

  private final EntityManager entityManager;

  RoleLeases(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Whether the run of this instance may call AWS for the roles; otherwise it has none of them, so
   * that two runs never wait for one another.
   */
  public boolean take(List<RoleArn> roles, String aggregate, Instant now, Instant until) {
    // In one order, so that two transactions do not lock each other out.
    List<String> identities = roles.stream().map(RoleArn::identity).distinct().sorted().toList();
    boolean taken = identities.stream().allMatch(identity -> take(identity, aggregate, now, until));
    if (!taken) {
      giveBack(aggregate, until);
    }
    return taken;
  }

  private boolean take(String identity, String aggregate, Instant now, Instant until) {
    return entityManager
            .createNativeQuery(TAKE)
            .setParameter("role", identity)
            .setParameter("aggregate", aggregate)
            .setParameter("now", now)
            .setParameter("until", until)
            .executeUpdate()
        == 1;
  }

  /**
   * The run that took its roles until then is over. What a later run of the instance has taken
   * stays taken.
   */
  public void giveBack(String aggregate, Instant until) {
    entityManager
        .createNativeQuery(GIVE_BACK_ONE)
        .setParameter("aggregate", aggregate)
        .setParameter("until", until)
        .executeUpdate();
  }

  /** No run of this instance needs a role any more. */
  public void giveBack(String aggregate) {
    entityManager.createNativeQuery(GIVE_BACK).setParameter("aggregate", aggregate).executeUpdate();
  }
}
