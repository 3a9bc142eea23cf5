package io.quartermaster.settings.setup;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.SetupStep;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A stored step. */
@Entity
@Table(name = "setup_step")
class SetupStepRow {

  /** Step and instance: the key of the outcome events. */
  @Id private String id;

  @SuppressWarnings("UnusedVariable") // The repository queries by it.
  private String instanceUid;

  @Enumerated(EnumType.STRING)
  private SetupStep step;

  private long settingsRevision;

  private long outcomeRevision;

  @Enumerated(EnumType.STRING)
  private StepState state;

  private @Nullable Instant since;

  private int attempts;

  private String detail;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Failure failure;

  private @Nullable Instant failedAt;

  private @Nullable Instant checkedAt;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<Difference> drift;

  private @Nullable String traceId;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected SetupStepRow() {}

  @SuppressWarnings("NullAway.Init") // write() sets the other fields.
  SetupStepRow(String instanceUid, StepProgress progress) {
    this.id = id(instanceUid, progress.step());
    this.instanceUid = instanceUid;
    this.step = progress.step();
    write(progress);
  }

  static String id(String instanceUid, SetupStep step) {
    return step.wireName() + "/" + instanceUid;
  }

  final void write(StepProgress progress) {
    settingsRevision = progress.settingsRevision();
    outcomeRevision = progress.outcomeRevision();
    state = progress.state();
    since = progress.since();
    attempts = progress.attempts();
    detail = progress.detail();
    failure = progress.failure();
    failedAt = progress.failedAt();
    checkedAt = progress.checkedAt();
    drift = progress.drift();
    traceId = progress.traceId();
  }

  StepProgress read() {
    return new StepProgress(
        step,
        settingsRevision,
        outcomeRevision,
        state,
        since,
        attempts,
        detail,
        failure,
        failedAt,
        checkedAt,
        drift,
        traceId);
  }
}
