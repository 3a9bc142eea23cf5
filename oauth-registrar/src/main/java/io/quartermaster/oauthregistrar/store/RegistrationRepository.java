package io.quartermaster.oauthregistrar.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.IamAccess;
import io.quartermaster.oauthregistrar.decision.RecordedRegistration;
import io.quartermaster.oauthregistrar.decision.RecordedRegistration.Registered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For each instance: the desired registration, IAM access, and the recorded registration. */
@ApplicationScoped
@Transactional(MANDATORY)
public class RegistrationRepository {

  /** One statement, so that two consumers agree which access is newer. */
  private static final String SAVE_ACCESS =
      """
      insert into iam_access (instance_uid, revision, settings_revision, role_arn, provisioned_at)
      values (:uid, :revision, :settingsRevision, :roleArn, :provisionedAt)
      on conflict (instance_uid) do update
      set revision = excluded.revision, settings_revision = excluded.settings_revision,
          role_arn = excluded.role_arn, provisioned_at = excluded.provisioned_at
      where (iam_access.settings_revision, iam_access.revision)
          < (excluded.settings_revision, excluded.revision)
      """;

  private final EntityManager entities;

  RegistrationRepository(EntityManager entities) {
    this.entities = entities;
  }

  @Entity
  @Table(name = "desired_registration")
  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
  static class DesiredRow {
    @Id String instanceUid;
    String instanceUrl;
    String roleArn;
    String gatewayUrl;
    boolean removed;
    @Nullable Instant outageSince;
  }

  public Optional<DesiredRegistration> desired(String instanceUid) {
    return find(DesiredRow.class, instanceUid)
        .map(
            row ->
                new DesiredRegistration(
                    instanceUid,
                    URI.create(row.instanceUrl),
                    row.roleArn,
                    URI.create(row.gatewayUrl),
                    row.removed));
  }

  public void save(DesiredRegistration desired) {
    DesiredRow row = new DesiredRow();
    row.instanceUid = desired.instanceUid();
    row.instanceUrl = desired.instanceUrl().toString();
    row.roleArn = desired.roleArn();
    row.gatewayUrl = desired.gatewayUrl().toString();
    row.removed = desired.removed();
    entities.merge(row);
  }

  /** Records a refusal that may be an outage; returns the time of the first one since a success. */
  public Instant recordOutage(String instanceUid, Instant now) {
    DesiredRow row = find(DesiredRow.class, instanceUid).orElseThrow();
    Instant since = row.outageSince == null ? now : row.outageSince;
    row.outageSince = since;
    return since;
  }

  public void clearOutage(String instanceUid) {
    find(DesiredRow.class, instanceUid).orElseThrow().outageSince = null;
  }

  @Entity
  @Table(name = "iam_access")
  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
  static class IamAccessRow {
    @Id String instanceUid;
    long revision;
    long settingsRevision;
    String roleArn;
    Instant provisionedAt;
  }

  public Optional<IamAccess> access(String instanceUid) {
    return find(IamAccessRow.class, instanceUid)
        .map(row -> new IamAccess(row.roleArn, row.settingsRevision, row.provisionedAt));
  }

  /**
   * Saves the access if it is newer: for newer settings, or a later outcome for the same ones. The
   * settings decide first, because outcome revisions start again when the producer's database was
   * restored.
   *
   * @param revision of the outcome
   * @return whether it was newer
   */
  public boolean saveIfNewer(String instanceUid, IamAccess access, long revision) {
    return entities
            .createNativeQuery(SAVE_ACCESS)
            .setParameter("uid", instanceUid)
            .setParameter("revision", revision)
            .setParameter("settingsRevision", access.settingsRevision())
            .setParameter("roleArn", access.roleArn())
            .setParameter("provisionedAt", access.provisionedAt())
            .executeUpdate()
        == 1;
  }

  @Entity
  @Table(name = "registration")
  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
  static class RegistrationRow {
    @Id String instanceUid;
    long applicationId;
    String clientId;
    String instanceUrl;
    @Nullable String roleArn;
    @Nullable String gatewayUrl;
    boolean invalidated;

    RecordedRegistration toRecorded() {
      Registered registered =
          roleArn == null || gatewayUrl == null
              ? null
              : new Registered(roleArn, URI.create(gatewayUrl));
      return new RecordedRegistration(
          applicationId, clientId, URI.create(instanceUrl), registered, invalidated);
    }
  }

  public Optional<RecordedRegistration> recorded(String instanceUid) {
    return find(RegistrationRow.class, instanceUid).map(RegistrationRow::toRecorded);
  }

  public void save(String instanceUid, RecordedRegistration registration) {
    Registered registered = registration.registered();
    RegistrationRow row = new RegistrationRow();
    row.instanceUid = instanceUid;
    row.applicationId = registration.applicationId();
    row.clientId = registration.clientId();
    row.instanceUrl = registration.instanceUrl().toString();
    row.roleArn = registered == null ? null : registered.roleArn();
    row.gatewayUrl = registered == null ? null : registered.gatewayUrl().toString();
    row.invalidated = registration.invalidated();
    entities.merge(row);
  }

  /**
   * Called before the registration is replaced or removed. Otherwise a crash or a failure in
   * between would leave a record of a registration that does not work.
   */
  public void invalidate(String instanceUid) {
    find(RegistrationRow.class, instanceUid).ifPresent(row -> row.invalidated = true);
  }

  public void delete(String instanceUid) {
    find(RegistrationRow.class, instanceUid).ifPresent(entities::remove);
  }

  private <T> Optional<T> find(Class<T> type, String instanceUid) {
    return Optional.ofNullable(entities.find(type, instanceUid));
  }
}
