package io.quartermaster.settings.setup;

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
 * A stored set-up: one row per instance, whose lock serializes all changes of the instance. Its
 * {@code change_number} is written only by {@link SetupChanges}.
 */
@Entity
@Table(name = "setup")
class SetupRow {

  @Id private String instanceUid;

  private long revision;

  @Enumerated(EnumType.STRING)
  private SetupKind kind = SetupKind.SET_UP;

  private @Nullable String roleArn;

  private @Nullable Instant startedAt;

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

  void begin(Setup begun, String newRoleArn) {
    kind = begun.kind();
    revision = begun.revision();
    roleArn = newRoleArn;
    startedAt = begun.startedAt();
  }

  /** The registration with Amazon Q is done, or removed by a disconnect. */
  void registrationSettled() {
    connectedRoleArn = kind.disconnects() ? null : roleArn;
  }
}
