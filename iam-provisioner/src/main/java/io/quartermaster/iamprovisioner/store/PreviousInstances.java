package io.quartermaster.iamprovisioner.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.iamprovisioner.decision.PreviousInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * Who an instance was before, as long as something of that may have to be cleared away: under other
 * uids, or with the provider of another gateway environment. An instance can get a new uid again
 * before that is done; the newest one then has all of them.
 *
 * <p>Only so many are kept: whoever changes the uid more often while AWS cannot be reached clears
 * the oldest providers away by hand.
 */
@ApplicationScoped
@Transactional(MANDATORY)
class PreviousInstances {
  private static final int KEPT = 10;

  private static final String OF =
      """
      select instance_uid, provider_url, audience from previous_instance
      where aggregate = :aggregate order by followed, provider_url
      """;
  private static final String INHERIT =
      """
      insert into previous_instance (aggregate, instance_uid, provider_url, audience, followed)
      select :heir, known.instance_uid, known.provider_url, known.audience, known.since
      from (
        select instance_uid, provider_url, audience, changed_at as since from iam_access
        where aggregate in (:others)
        union all
        select instance_uid, provider_url, audience, followed from previous_instance
        where aggregate in (:others)
      ) known
      where known.provider_url <> (select provider_url from iam_access where aggregate = :heir)
      on conflict (aggregate, provider_url) do nothing
      """;
  private static final String HAND_OVER =
      "delete from previous_instance where aggregate in (:others)";
  private static final String KEEP_THE_NEWEST =
      """
      delete from previous_instance where aggregate = :heir and provider_url not in (
        select provider_url from previous_instance
        where aggregate = :heir order by followed desc, provider_url desc limit :kept
      )
      """;

  /** What is kept, or not deleted yet: what was let go of stays as it is. */
  private static final String LEAVE =
      """
      insert into previous_instance (aggregate, instance_uid, provider_url, audience, followed)
      select aggregate, instance_uid, provider_url, audience, coalesce(changed_at, now())
      from iam_access
      where aggregate = :aggregate and settings_revision < :revision and provider_url <> :provider
        and (wanted = 'PRESENT' or (wanted = 'ABSENT' and status <> 'DONE'))
      on conflict (aggregate, provider_url) do nothing
      """;

  private static final String COME_BACK =
      "delete from previous_instance where aggregate = :aggregate and provider_url = :provider";
  private static final String FORGET =
      "delete from previous_instance where aggregate = :aggregate and known_since < :before";

  private final EntityManager entityManager;

  PreviousInstances(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** The oldest first. */
  @SuppressWarnings("unchecked") // A native query with several columns gives arrays.
  List<PreviousInstance> of(String aggregate) {
    List<Object[]> found =
        entityManager.createNativeQuery(OF).setParameter("aggregate", aggregate).getResultList();
    return found.stream()
        .map(
            row ->
                new PreviousInstance((String) row[0], URI.create((String) row[1]), (String) row[2]))
        .toList();
  }

  /** Settings with this revision leave the provider that the instance has, if it is another one. */
  void leaveFor(String aggregate, URI provider, long revision) {
    entityManager
        .createNativeQuery(LEAVE)
        .setParameter("aggregate", aggregate)
        .setParameter("provider", provider.toString())
        .setParameter("revision", revision)
        .executeUpdate();
  }

  /** The provider is the instance's own again. */
  void comeBackTo(String aggregate, URI provider) {
    entityManager
        .createNativeQuery(COME_BACK)
        .setParameter("aggregate", aggregate)
        .setParameter("provider", provider.toString())
        .executeUpdate();
  }

  /** The heir follows the others, and whomever they follow. */
  void inherit(String heir, List<String> others) {
    entityManager
        .createNativeQuery(INHERIT)
        .setParameter("heir", heir)
        .setParameter("others", others)
        .executeUpdate();
    entityManager.createNativeQuery(HAND_OVER).setParameter("others", others).executeUpdate();
    entityManager
        .createNativeQuery(KEEP_THE_NEWEST)
        .setParameter("heir", heir)
        .setParameter("kept", KEPT)
        .executeUpdate();
  }

  /** Nothing of those is left who have been known since before then, or it is not ours. */
  void forget(String aggregate, Instant before) {
    entityManager
        .createNativeQuery(FORGET)
        .setParameter("aggregate", aggregate)
        .setParameter("before", before)
        .executeUpdate();
  }
}
