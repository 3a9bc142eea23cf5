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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A stored set-up: one row per instance, whose lock serializes all changes of the instance. Its
 * {@code change_number} is written only by {@link SetupRepository}.
 */
@Entity
@Table(name = "setup")
class SetupRow {

  @Id private String instanceUid;

  private long revision;

  @Enumerated(EnumType.STRING)
  private SetupKind kind = SetupKind.SET_UP;

  private boolean removesGatewayConfig;

  private @Nullable String roleArn;

  private @Nullable Instant startedAt;

  private @Nullable String connectedRoleArn;

  /** The latest progress of each step. */
  @JdbcTypeCode(SqlTypes.JSON)
  private List<StepProgress> steps = List.of();

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected SetupRow() {}

  Setup read() {
    return new Setup(
        revision,
        kind,
        removesGatewayConfig,
        startedAt,
        connectedRoleArn,
        steps.stream().collect(Collectors.toMap(StepProgress::step, Function.identity())));
  }

  void begin(Setup begun, String newRoleArn) {
    kind = begun.kind();
    removesGatewayConfig = begun.removesGatewayConfig();
    revision = begun.revision();
    roleArn = newRoleArn;
    startedAt = begun.startedAt();
  }

  void progressed(Setup setup) {
    steps = List.copyOf(setup.latest().values());
  }

  /** The registration with Amazon Q is done, or removed by a disconnect. */
  void registrationSettled() {
    connectedRoleArn = kind.disconnects() ? null : roleArn;
  }
}
