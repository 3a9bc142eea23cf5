package io.quartermaster.membership.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.membership.decision.RecordedAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The account that is ours. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class ServiceAccountRepository implements PanacheRepositoryBase<ServiceAccountRow, Short> {

  public Optional<RecordedAccount> load() {
    return findByIdOptional(ServiceAccountRow.ONLY)
        .map(
            row ->
                new RecordedAccount(row.userId, row.username, row.blocked, row.settingsRevision));
  }

  /** The same, locked until the transaction ends: no result for the old account comes between. */
  public Optional<RecordedAccount> loadForChange() {
    findById(ServiceAccountRow.ONLY, LockModeType.PESSIMISTIC_WRITE);
    return load();
  }

  /** Whether this is the account; stays so until the transaction ends. */
  public boolean isStill(long userId) {
    ServiceAccountRow row = findById(ServiceAccountRow.ONLY, LockModeType.PESSIMISTIC_READ);
    return row != null && row.userId == userId;
  }

  public void save(RecordedAccount account, Instant observedAt) {
    ServiceAccountRow row =
        findByIdOptional(ServiceAccountRow.ONLY).orElseGet(ServiceAccountRow::new);
    row.userId = account.userId();
    row.username = account.username();
    row.blocked = account.blocked();
    row.settingsRevision = account.settingsRevision();
    row.observedAt = observedAt;
    persist(row);
  }
}
