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

/** A set-up as it is stored: one row for an instance. Its lock is the instance's lock. */
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

  @Column(name = "change_number")
  private long change;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected SetupRow() {}

  Setup read(List<StepProgress> steps) {
    return new Setup(
        revision,
        kind,
        startedAt,
        change,
        connectedRoleArn,
        steps.stream().collect(Collectors.toMap(StepProgress::step, Function.identity())));
  }

  void begin(SetupKind kind, long revision, String roleArn, Instant at) {
    this.kind = kind;
    this.revision = revision;
    this.roleArn = roleArn;
    this.startedAt = at;
    changed();
  }

  void connected() {
    connectedRoleArn = roleArn;
  }

  void disconnected() {
    connectedRoleArn = null;
  }

  void changed() {
    change++;
  }
}
