package io.quartermaster.membership.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.membership.decision.RecordedAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The account that was found or created. */
@ApplicationScoped
@Transactional(MANDATORY)
public class ServiceAccountRepository {

  private static final String LOAD =
      "select user_id, username, blocked, settings_revision from service_account";

  private static final String SAVE =
      """
      insert into service_account (id, user_id, username, blocked, settings_revision, observed_at)
        values (1, ?, ?, ?, ?, ?)
      on conflict (id) do update
        set user_id = excluded.user_id, username = excluded.username, blocked = excluded.blocked,
          settings_revision = excluded.settings_revision, observed_at = excluded.observed_at
      """;

  private final Sql sql;

  ServiceAccountRepository(Sql sql) {
    this.sql = sql;
  }

  public Optional<RecordedAccount> load() {
    return load(LOAD);
  }

  /** Locks the account until the transaction ends, against results for the previous account. */
  public Optional<RecordedAccount> loadForUpdate() {
    return load(LOAD + " for update");
  }

  /** Whether this is the account. That does not change until the transaction ends. */
  public boolean isCurrent(long userId) {
    return load(LOAD + " for share").filter(account -> account.userId() == userId).isPresent();
  }

  public void save(RecordedAccount account, Instant observedAt) {
    sql.update(
        SAVE,
        account.userId(),
        account.username(),
        account.blocked(),
        account.settingsRevision(),
        observedAt);
  }

  private Optional<RecordedAccount> load(String query) {
    return sql.first(
        query,
        row ->
            new RecordedAccount(
                row.getLong(1), row.getString(2), row.getBoolean(3), row.getLong(4)));
  }
}
