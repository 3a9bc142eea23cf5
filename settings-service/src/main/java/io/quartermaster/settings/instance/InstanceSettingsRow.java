package io.quartermaster.settings.instance;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.GatewayEnvironment;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The settings as stored: one row per instance. */
@Entity
@Table(name = "instance_settings")
class InstanceSettingsRow {

  @Id private String instanceUid;

  private String roleArn;

  @Enumerated(EnumType.STRING)
  private Availability availability;

  private boolean autoReviewEnabled;

  /** Null: the configured environment applies. */
  @Enumerated(EnumType.STRING)
  private @Nullable GatewayEnvironment gatewayEnvironment;

  private long revision;

  private String changedBy;

  private Instant changedAt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected InstanceSettingsRow() {}

  InstanceSettingsRow(String instanceUid, InstanceSettings settings) {
    this.instanceUid = instanceUid;
    roleArn = settings.roleArn().toString();
    availability = settings.availability();
    autoReviewEnabled = settings.autoReviewEnabled();
    gatewayEnvironment = settings.gatewayEnvironment();
    revision = settings.revision();
    changedBy = settings.changedBy();
    changedAt = settings.changedAt();
  }

  InstanceSettings read(GatewayEnvironment configured) {
    return new InstanceSettings(
        RoleArn.of(roleArn),
        availability,
        autoReviewEnabled,
        gatewayEnvironment == null ? configured : gatewayEnvironment,
        revision,
        changedBy,
        changedAt);
  }
}
