package io.quartermaster.iamprovisioner.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps one row for each instance. Demands an open transaction; only its callers open one. */
@ApplicationScoped
@Transactional(MANDATORY)
public class AccessStore {
  /**
   * Newer wins, in one statement: two replicas with two events cannot both think they are newer.
   */
  private static final String SAVE_IF_NEWER =
      """
      insert into iam_access as stored
        (aggregate, instance_uid, role_partition, role_account_id, role_path, role_name,
         provider_url, audience, wanted, gitlab_url, changed_at, settings_revision, status)
      values (:aggregate, :uid, :partition, :account, :path, :name,
              :provider, :audience, :wanted, :gitlab, :changed, :revision, 'PENDING')
      on conflict (aggregate) do update set
        instance_uid = excluded.instance_uid,
        role_partition = excluded.role_partition,
        role_account_id = excluded.role_account_id,
        role_path = excluded.role_path,
        role_name = excluded.role_name,
        provider_url = excluded.provider_url,
        audience = excluded.audience,
        wanted = excluded.wanted,
        gitlab_url = excluded.gitlab_url,
        changed_at = excluded.changed_at,
        settings_revision = excluded.settings_revision,
        status = 'PENDING',
        attempts = 0,
        settling_since = null,
        failure_code = null
      where stored.settings_revision < excluded.settings_revision
      """;

  private static final String ASK =
      """
      update iam_access set verification_asked = greatest(verification_asked, :revision)
      where aggregate = :aggregate and wanted = 'PRESENT'
      """;

  private final IamAccessRows rows;
  private final PreviousInstances previous;
  private final PreviousRoles previousRoles;
  private final EntityManager entityManager;

  AccessStore(
      IamAccessRows rows,
      PreviousInstances previous,
      PreviousRoles previousRoles,
      EntityManager entityManager) {
    this.rows = rows;
    this.previous = previous;
    this.previousRoles = previousRoles;
    this.entityManager = entityManager;
  }

  /**
   * Stores what is wanted, unless something as new or newer is stored. Returns the instances to
   * look at: none when it is not stored, else this one and whose wish it changes as well.
   */
  public Set<String> saveIfNewer(NewAccess access) {
    AccessTarget target = access.target();
    previous.leaveFor(access.aggregate(), target.providerUrl(), access.revision());
    previousRoles.leaveFor(access.aggregate(), target.role(), access.revision());
    boolean saved =
        entityManager
                .createNativeQuery(SAVE_IF_NEWER)
                .setParameter("aggregate", access.aggregate())
                .setParameter("uid", target.instanceUid())
                .setParameter("partition", target.role().partition())
                .setParameter("account", target.role().accountId())
                .setParameter("path", target.role().path())
                .setParameter("name", target.role().name())
                .setParameter("provider", target.providerUrl().toString())
                .setParameter("audience", target.audience())
                .setParameter("wanted", access.wanted().name())
                .setParameter("gitlab", access.gitlabUrl().toString())
                .setParameter("changed", access.changedAt())
                .setParameter("revision", access.revision())
                .executeUpdate()
            == 1;
    if (!saved) {
      return Set.of();
    }
    previous.comeBackTo(access.aggregate(), target.providerUrl());
    Set<String> toLookAt =
        new TreeSet<>(
            previousRoles.comeBackTo(access.aggregate(), target.instanceUid(), target.role()));
    toLookAt.add(access.aggregate());
    return toLookAt;
  }

  /**
   * Stores the newest wish for a look; says whether anything is kept for the instance that could be
   * looked at.
   */
  public boolean ask(String aggregate, long revision) {
    return entityManager
            .createNativeQuery(ASK)
            .setParameter("aggregate", aggregate)
            .setParameter("revision", revision)
            .executeUpdate()
        == 1;
  }

  /** Reads the row of an instance and keeps others from changing it until the transaction ends. */
  public Optional<StoredAccess> lock(String aggregate) {
    return rows.lock(aggregate)
        .map(row -> row.toStoredAccess(previous.of(aggregate), previousRoles.of(aggregate)));
  }

  /** Every instance that something is wanted for. */
  public List<String> aggregates() {
    return rows.streamAll().map(row -> row.aggregate).toList();
  }

  /** Stores how far it is. */
  public void saveProgress(String aggregate, Progress progress) {
    rows.findById(aggregate).setProgress(progress);
  }

  /** Stores that AWS was seen to be as wanted, and what of it is shown and left. */
  public void saveObserved(StoredAccess access, Progress progress, Instant now, String drift) {
    IamAccessRow row = answered(access, progress);
    row.failureCode = null;
    row.observedAt = now;
    row.observedRevision = progress.settingsRevision();
    row.drift = drift;
  }

  /** Nothing of who the instance was before is left, as far as it was known to us by then. */
  public void forgetPrevious(String aggregate, Instant knownBefore) {
    previous.forget(aggregate, knownBefore);
  }

  /**
   * None of the roles of before is left that a take-down of this could find, or it is not ours, as
   * far as it was known to us by then.
   */
  public void forgetPreviousRoles(StoredAccess access, Instant knownBefore) {
    previousRoles.forget(access.aggregate(), access.target().role(), knownBefore);
  }

  /** Stores why it is not as wanted. */
  public void saveFailed(StoredAccess access, Progress progress, @Nullable String failureCode) {
    answered(access, progress).failureCode = failureCode;
  }

  private IamAccessRow answered(StoredAccess access, Progress progress) {
    IamAccessRow row = rows.findById(access.aggregate());
    row.setProgress(progress);
    row.verificationAnswered = access.verification().asked();
    return row;
  }
}
