package io.quartermaster.settings.setup;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.SetupStep;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step as it is stored. */
@Entity
@Table(name = "setup_step")
class SetupStepRow {

  /** The step's name and the instance: what the outcome events are keyed by. */
  @Id private String id;

  @Column(name = "instance_uid")
  private String instanceUid;

  @Enumerated(EnumType.STRING)
  private SetupStep step;

  @Column(name = "settings_revision")
  private long settingsRevision;

  @Column(name = "outcome_revision")
  private long outcomeRevision;

  @Enumerated(EnumType.STRING)
  private StepState state;

  private @Nullable Instant since;

  private int attempts;

  private String detail;

  @Enumerated(EnumType.STRING)
  @Column(name = "failure_kind")
  private Failure.@Nullable Kind failureKind;

  @Column(name = "failure_code")
  private @Nullable String failureCode;

  @Column(name = "failure_detail")
  private @Nullable String failureDetail;

  @Column(name = "failure_remedy")
  private @Nullable String failureRemedy;

  @Column(name = "next_attempt_at")
  private @Nullable Instant nextAttemptAt;

  @Column(name = "failed_at")
  private @Nullable Instant failedAt;

  @Column(name = "checked_at")
  private @Nullable Instant checkedAt;

  @Convert(converter = StoredDrift.class)
  private List<Difference> drift;

  @Column(name = "trace_id")
  private @Nullable String traceId;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected SetupStepRow() {}

  @SuppressWarnings("NullAway.Init") // write() sets every field.
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
    failedAt = progress.failedAt();
    StepLook look = progress.look();
    checkedAt = look == null ? null : look.at();
    drift = look == null ? List.of() : look.drift();
    traceId = progress.traceId();
    Failure failure = progress.failure();
    failureKind = failure == null ? null : failure.kind();
    failureCode = failure == null ? null : failure.code();
    failureDetail = failure == null ? null : failure.detail();
    failureRemedy = failure == null ? null : failure.remedy();
    nextAttemptAt = failure == null ? null : failure.nextAttemptAt();
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
        failure(),
        failedAt,
        checkedAt == null ? null : new StepLook(checkedAt, drift),
        traceId);
  }

  private @Nullable Failure failure() {
    return failureKind == null
            || failureCode == null
            || failureDetail == null
            || failureRemedy == null
        ? null
        : new Failure(failureKind, failureCode, failureDetail, failureRemedy, nextAttemptAt);
  }
}
