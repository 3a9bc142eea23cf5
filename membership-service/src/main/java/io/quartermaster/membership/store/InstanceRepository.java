package io.quartermaster.membership.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.membership.decision.Availability;
import io.quartermaster.membership.decision.DesiredInstance;
import io.quartermaster.membership.decision.RecordedAccount;
import io.quartermaster.membership.decision.ScopeAvailability;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The desired state of the instance, as the events bring it, and the account that was found or
 * created. A write of desired state returns false if it is not newer.
 */
@ApplicationScoped
@Transactional(MANDATORY)
public class InstanceRepository {

  private static final String SAVE_INSTANCE =
      """
      insert into instance (id, instance_uid, settings_revision, disconnected) values (1, ?, ?, ?)
      on conflict (id) do update
        set instance_uid = excluded.instance_uid, settings_revision = excluded.settings_revision,
          disconnected = excluded.disconnected
        where instance.settings_revision < excluded.settings_revision
      """;

  private static final String SAVE_DELETED_REGISTRATION =
      """
      insert into deleted_registration (instance_uid, settings_revision) values (?, ?)
      on conflict (instance_uid) do update set settings_revision = excluded.settings_revision
        where deleted_registration.settings_revision < excluded.settings_revision
      """;

  private static final String SAVE_AVAILABILITY =
      """
      insert into scope_availability (kind, scope_id, availability, revision, received_at)
        values (?, ?, ?, ?, ?)
      on conflict (kind, scope_id) do update
        set availability = excluded.availability, revision = excluded.revision,
          received_at = excluded.received_at
        where scope_availability.revision < excluded.revision
      """;

  private static final String DESIRED =
      """
      select i.settings_revision, i.disconnected, a.availability,
        coalesce(a.revision, 0) as availability_revision,
        coalesce(r.settings_revision, 0) as registration_deleted
      from instance i
      left join scope_availability a on a.kind = 'INSTANCE'
      left join deleted_registration r on r.instance_uid = i.instance_uid
      where i.instance_uid = ?
      """;

  private static final String ACCOUNT =
      "select user_id, username, blocked, settings_revision from service_account";

  private static final String SAVE_ACCOUNT =
      """
      insert into service_account (id, user_id, username, blocked, settings_revision, observed_at)
        values (1, ?, ?, ?, ?, ?)
      on conflict (id) do update
        set user_id = excluded.user_id, username = excluded.username, blocked = excluded.blocked,
          settings_revision = excluded.settings_revision, observed_at = excluded.observed_at
      """;

  private final Sql sql;

  InstanceRepository(Sql sql) {
    this.sql = sql;
  }

  /** A newer instance uid replaces the previous one. */
  public boolean saveInstance(String instanceUid, long settingsRevision, boolean disconnected) {
    return sql.update(SAVE_INSTANCE, instanceUid, settingsRevision, disconnected) == 1;
  }

  public boolean saveDeletedRegistration(String instanceUid, long settingsRevision) {
    return sql.update(SAVE_DELETED_REGISTRATION, instanceUid, settingsRevision) == 1;
  }

  public boolean saveAvailability(ScopeAvailability scope, Instant receivedAt) {
    Availability availability = scope.availability();
    return sql.update(
            SAVE_AVAILABILITY,
            scope.kind().name(),
            scope.id(),
            availability == null ? null : availability.name(),
            scope.revision(),
            receivedAt)
        == 1;
  }

  /** Empty before the first settings. */
  public Optional<String> instanceUid() {
    return sql.first("select instance_uid from instance", row -> row.getString(1));
  }

  public boolean isCurrent(String instanceUid) {
    return instanceUid().filter(instanceUid::equals).isPresent();
  }

  /**
   * Empty for an instance that was replaced, and until both events of a save, or of a disconnect,
   * have arrived.
   */
  public Optional<DesiredInstance> desired(String instanceUid) {
    return sql.first(DESIRED, InstanceRepository::desired, instanceUid).flatMap(desired -> desired);
  }

  public Optional<RecordedAccount> account() {
    return account(ACCOUNT);
  }

  /** Locks the account until the transaction ends, against results for the previous account. */
  public Optional<RecordedAccount> lockAccount() {
    return account(ACCOUNT + " for update");
  }

  /** Whether this is the account. That does not change until the transaction ends. */
  public boolean isCurrentAccount(long userId) {
    return account(ACCOUNT + " for share")
        .filter(account -> account.userId() == userId)
        .isPresent();
  }

  public void saveAccount(RecordedAccount account, Instant observedAt) {
    sql.update(
        SAVE_ACCOUNT,
        account.userId(),
        account.username(),
        account.blocked(),
        account.settingsRevision(),
        observedAt);
  }

  private Optional<RecordedAccount> account(String query) {
    return sql.first(
        query,
        row ->
            new RecordedAccount(
                row.getLong(1), row.getString(2), row.getBoolean(3), row.getLong(4)));
  }

  private static Optional<DesiredInstance> desired(ResultSet row) throws SQLException {
    long settingsRevision = row.getLong("settings_revision");
    String availability = row.getString("availability");
    return row.getBoolean("disconnected")
        ? DesiredInstance.disconnected(settingsRevision, row.getLong("registration_deleted"))
        : DesiredInstance.connected(
            settingsRevision,
            availability == null ? null : Availability.valueOf(availability),
            row.getLong("availability_revision"));
  }
}
