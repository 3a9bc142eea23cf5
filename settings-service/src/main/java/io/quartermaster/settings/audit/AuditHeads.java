package io.quartermaster.settings.audit;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.audit.ChainHead;
import io.quartermaster.audit.ChainTable;
import io.quartermaster.audit.PublishedHeads;
import io.quartermaster.contracts.AuditHeadsPublished;
import io.quartermaster.messaging.Sql;
import io.quartermaster.messaging.StorageException;
import io.quartermaster.settings.SettingsConfig;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.publication.SettingsEventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Publishes the heads of the audit trail, which a change of the trail and of its heads together
 * cannot take back.
 */
@ApplicationScoped
class AuditHeads {

  /** The row lock makes the replicas take turns; only the first one finds the publication due. */
  private static final String CLAIM =
      """
      update audit_publication set revision = revision + 1, published_at = now()
      where published_at <= now() - make_interval(secs => ?) returning revision, published_at
      """;

  private final AgroalDataSource database;
  private final SettingsEventPublisher publisher;
  private final InstanceIdentity identity;
  private final Duration interval;

  AuditHeads(
      AgroalDataSource database,
      SettingsEventPublisher publisher,
      InstanceIdentity identity,
      SettingsConfig config) {
    this.database = database;
    this.publisher = publisher;
    this.identity = identity;
    this.interval = config.audit().headInterval();
  }

  /** Appends the event if the interval has passed since the last one of any replica. */
  @Transactional
  Optional<PublishedHeads> publishIfDue() {
    Optional<PublishedHeads> due = claim();
    due.ifPresent(heads -> publisher.publish(event(heads)));
    return due;
  }

  private Optional<PublishedHeads> claim() {
    try (Connection connection = database.getConnection();
        PreparedStatement claim = Sql.prepare(connection, CLAIM, interval.toMillis() / 1000.0);
        ResultSet row = claim.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      long revision = row.getLong(1);
      OffsetDateTime at = row.getObject(2, OffsetDateTime.class);
      // After the claim: these heads are at least as new as its time.
      List<ChainHead> heads = ChainTable.currentHeads(connection);
      return Optional.of(new PublishedHeads(revision, at.toInstant(), heads));
    } catch (SQLException e) {
      throw new StorageException("publish the heads of the audit trail", e);
    }
  }

  private AuditHeadsPublished event(PublishedHeads published) {
    return new AuditHeadsPublished(
        identity.instanceUid(),
        published.revision(),
        published.at(),
        published.heads().stream()
            .map(
                head -> new AuditHeadsPublished.Head(head.chain(), head.entries(), head.lastHash()))
            .toList());
  }
}
