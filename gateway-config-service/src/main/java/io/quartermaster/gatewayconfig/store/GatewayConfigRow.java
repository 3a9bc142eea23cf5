package io.quartermaster.gatewayconfig.store;

import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.Environment;
import io.quartermaster.gatewayconfig.decision.Progress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The row of an instance. The wanted columns are written by {@link ConfigStore} in plain SQL. */
@Entity
@Table(name = "gateway_config")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
class GatewayConfigRow {
  @Id String aggregate;

  @Column(updatable = false)
  String instanceUid;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  Environment environment;

  @Column(updatable = false)
  String gatewayUrl;

  @Column(updatable = false)
  long settingsRevision;

  @Enumerated(EnumType.STRING)
  Progress.Status status;

  long startedRevision;

  long outcomeRevision;

  int attempts;

  @Nullable String failureCode;

  StoredConfig toStoredConfig() {
    return new StoredConfig(
        new DesiredConfig(instanceUid, environment, URI.create(gatewayUrl), settingsRevision),
        new Progress(settingsRevision, status, startedRevision, outcomeRevision, attempts));
  }
}
