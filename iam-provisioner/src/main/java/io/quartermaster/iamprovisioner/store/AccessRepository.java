package io.quartermaster.iamprovisioner.store;

import static io.quartermaster.iamprovisioner.decision.DesiredState.ABSENT;
import static io.quartermaster.iamprovisioner.decision.DesiredState.PRESENT;
import static io.quartermaster.iamprovisioner.decision.DesiredState.SUPERSEDED;
import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.AccessLimits;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.DesiredState;
import io.quartermaster.iamprovisioner.decision.PreviousResources;
import io.quartermaster.step.StepConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The desired access of each instance. A GitLab that was restored is known by several uids: of
 * those with the same URL and role, the one whose settings were saved last manages the role, in
 * whatever order the events arrive. Instances at different URLs never supersede one another.
 */
@ApplicationScoped
@Transactional(MANDATORY)
public class AccessRepository implements PanacheRepositoryBase<AccessRepository.Row, String> {

  private static final String OF_ONE_GITLAB =
      """
      gitlabUrl = ?1 and rolePartition = ?2 and roleAccountId = ?3 and rolePath = ?4
        and roleName = ?5 and desiredState = ?6
      order by changedAt desc, instanceUid""";
  private static final String RECORD_ACCOUNT_RELEASE =
      """
      insert into account_release as stored (instance_uid, settings_revision)
      values (:uid, :revision)
      on conflict (instance_uid) do update
      set settings_revision = greatest(stored.settings_revision, excluded.settings_revision)
      """;
  private static final String ACCOUNT_RELEASE =
      """
      select 1 from account_release where instance_uid = :uid and settings_revision >= :revision
      """;

  @Entity
  @Table(name = "iam_access")
  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
  static class Row {
    @Id String instanceUid;
    String gitlabUrl;
    String rolePartition;
    String roleAccountId;
    String rolePath;
    String roleName;
    String providerUrl;
    String audience;

    @Enumerated(EnumType.STRING)
    DesiredState desiredState;

    Instant changedAt;
    String reportedDrift = "";
    boolean provisioned;
    long verificationRequested;
    long verificationAnswered;

    RoleArn role() {
      return new RoleArn(rolePartition, roleAccountId, rolePath, roleName);
    }

    private boolean isFor(AccessTarget target) {
      return role().equals(target.role())
          && providerUrl.equals(target.providerUrl().toString())
          && audience.equals(target.audience());
    }

    void set(AccessTarget target, DesiredState state) {
      provisioned = provisioned && state == PRESENT && isFor(target);
      instanceUid = target.instanceUid();
      rolePartition = target.role().partition();
      roleAccountId = target.role().accountId();
      rolePath = target.role().path();
      roleName = target.role().name();
      providerUrl = target.providerUrl().toString();
      audience = target.audience();
      desiredState = state;
    }
  }

  private final PreviousResourceRepository previous;
  private final AccessCheckRepository checks;
  private final StepConfig config;
  private final Clock clock;

  AccessRepository(
      PreviousResourceRepository previous,
      AccessCheckRepository checks,
      StepConfig config,
      Clock clock) {
    this.previous = previous;
    this.checks = checks;
    this.config = config;
    this.clock = clock;
  }

  /** The access of an instance, locked until the transaction ends. */
  public Optional<StoredAccess> lock(String instanceUid) {
    return lockRow(instanceUid)
        .map(
            row ->
                new StoredAccess(
                    new AccessTarget(
                        instanceUid,
                        row.role(),
                        URI.create(row.providerUrl),
                        row.audience,
                        previous.of(instanceUid)),
                    row.desiredState,
                    row.provisioned,
                    row.verificationRequested));
  }

  /**
   * Stores newer settings. What they replace becomes a previous resource; what they use again no
   * longer is one.
   *
   * @return the other instances whose desired access changes with it
   */
  public Set<String> save(
      AccessTarget target, DesiredState state, URI gitlabUrl, Instant changedAt) {
    lockRole(target.role());
    Row row =
        lockRow(target.instanceUid())
            .map(
                stored -> {
                  recordReplaced(stored, target);
                  forgetChecks(stored, target);
                  return stored;
                })
            .orElseGet(Row::new);
    row.set(target, state);
    row.gitlabUrl = gitlabUrl.toString();
    row.changedAt = changedAt;
    persist(row);
    Set<String> changed = new TreeSet<>(previous.reinstate(target));
    if (state == PRESENT) {
      supersedeOlderThanNewest(row).ifPresent(changed::add);
    }
    changed.remove(target.instanceUid());
    return changed;
  }

  /**
   * Stores a requested verification.
   *
   * @return false when it was requested before, or no access of the instance is managed, so that
   *     there is nothing to verify
   */
  public boolean requestVerification(String instanceUid, long revision) {
    Optional<Row> row =
        lockRow(instanceUid)
            .filter(it -> it.desiredState == PRESENT && it.verificationRequested < revision);
    row.ifPresent(it -> it.verificationRequested = revision);
    return row.isPresent();
  }

  /**
   * Records that AWS is in the desired state. Forgets the previous resources, which are deleted or
   * foreign, and after a teardown the access itself; but nothing that was recorded within the
   * settle timeout, because AWS may not show it yet.
   *
   * @param access when the run began
   * @return true when the drift differs from the reported one, or a verification must be answered
   */
  public boolean recordCheck(StoredAccess access, String unrepairedDrift) {
    String uid = access.target().instanceUid();
    Row row = lockRow(uid).orElseThrow();
    boolean changed =
        !row.reportedDrift.equals(unrepairedDrift)
            || row.verificationAnswered < access.verificationRequested();
    row.reportedDrift = unrepairedDrift;
    row.provisioned = access.state() == PRESENT;
    row.verificationAnswered = Math.max(row.verificationAnswered, access.verificationRequested());
    Instant recordedBefore = clock.instant().minus(config.settleTimeout());
    previous.forgetProviders(uid, recordedBefore);
    if (access.state() == ABSENT) {
      previous.forgetRoles(uid, access.target().role(), recordedBefore);
      delete(row);
    }
    return changed;
  }

  /**
   * Records that the service account was released for these settings: the last step of a disconnect
   * before AWS. Can be recorded before the disconnect itself is stored.
   */
  public void recordAccountRelease(String instanceUid, long settingsRevision) {
    getEntityManager()
        .createNativeQuery(RECORD_ACCOUNT_RELEASE)
        .setParameter("uid", instanceUid)
        .setParameter("revision", settingsRevision)
        .executeUpdate();
  }

  public boolean isAccountReleased(String instanceUid, long settingsRevision) {
    return !getEntityManager()
        .createNativeQuery(ACCOUNT_RELEASE)
        .setParameter("uid", instanceUid)
        .setParameter("revision", settingsRevision)
        .getResultList()
        .isEmpty();
  }

  private Optional<Row> lockRow(String instanceUid) {
    return findByIdOptional(instanceUid, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * A released provider stays unchanged, while a released role can still be deleted later. An
   * invalid role cannot exist in AWS.
   */
  private void recordReplaced(Row stored, AccessTarget target) {
    if (stored.desiredState == SUPERSEDED) {
      return;
    }
    String uid = stored.instanceUid;
    if (stored.desiredState != DesiredState.RELEASED
        && !stored.providerUrl.equals(target.providerUrl().toString())) {
      previous.record(uid, provider(stored), stored.changedAt);
    }
    if (!stored.role().equals(target.role()) && AccessLimits.violation(stored.role()).isEmpty()) {
      previous.record(uid, new PreviousResources.Role(uid, stored.role()), stored.changedAt);
    }
  }

  /** Of other resources nothing is known, and released ones may have been given up. */
  private void forgetChecks(Row stored, AccessTarget target) {
    boolean released = stored.desiredState == DesiredState.RELEASED;
    checks.forget(
        stored.instanceUid,
        released || !stored.role().equals(target.role()),
        released || !stored.providerUrl.equals(target.providerUrl().toString()));
  }

  /** Returns the newest instance if it supersedes others. */
  private Optional<String> supersedeOlderThanNewest(Row saved) {
    List<Row> rows =
        list(
            OF_ONE_GITLAB,
            saved.gitlabUrl,
            saved.rolePartition,
            saved.roleAccountId,
            saved.rolePath,
            saved.roleName,
            PRESENT);
    if (rows.size() < 2) {
      return Optional.empty();
    }
    Row newest = rows.getFirst();
    for (Row older : rows.subList(1, rows.size())) {
      previous.record(newest.instanceUid, provider(older), older.changedAt);
      previous.move(older.instanceUid, newest.instanceUid);
      older.desiredState = SUPERSEDED;
    }
    previous.remove(newest.instanceUid, URI.create(newest.providerUrl), newest.role());
    return Optional.of(newest.instanceUid);
  }

  private static PreviousResources.Provider provider(Row row) {
    return new PreviousResources.Provider(
        row.instanceUid, URI.create(row.providerUrl), row.audience);
  }

  /** Instances with the same role are saved one after another. */
  private void lockRole(RoleArn role) {
    getEntityManager()
        .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:role, 0))")
        .setParameter("role", role.text())
        .getSingleResult();
  }
}
