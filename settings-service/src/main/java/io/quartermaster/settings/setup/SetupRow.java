package io.quartermaster.settings.setup;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A set-up as it is stored: one row for an instance. Its lock is the instance's lock. The number of
 * its last change is written by {@link SetupChanges} alone.
 */
@Entity
@Table(name = "setup")
class SetupRow {

  @Id
  @Column(name = "instance_uid")
  private String instanceUid;

  private long revision;

  @Enumerated(EnumType.STRING)
  private SetupKind kind = SetupKind.SET_UP;

  @Column(name = "role_arn")
  private @Nullable String roleArn;

  @Column(name = "started_at")
  private @Nullable Instant startedAt;

  @Column(name = "connected_role_arn")
  private @Nullable String connectedRoleArn;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected SetupRow() {}

  Setup read(List<StepProgress> steps) {
    return new Setup(
        revision,
        kind,
        startedAt,
        connectedRoleArn,
        steps.stream().collect(Collectors.toMap(StepProgress::step, Function.identity())));
  }

  void begin(Setup begun, String roleArn) {
    this.kind = begun.kind();
    this.revision = begun.revision();
    this.roleArn = roleArn;
    this.startedAt = begun.startedAt();
  }

  void connected() {
    connectedRoleArn = roleArn;
  }

  void disconnected() {
    connectedRoleArn = null;
  }
}
