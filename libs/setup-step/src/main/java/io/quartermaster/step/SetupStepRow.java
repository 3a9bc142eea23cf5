package io.quartermaster.step;

import io.quartermaster.step.StepProgress.Status;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "setup_step")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
class SetupStepRow {

  /** Step and instance; the step under its name on the wire. */
  @Embeddable
  record Id(String step, String instanceUid) {
    static Id of(StepKey key) {
      return new Id(key.step().wireName(), key.instanceUid());
    }
  }

  @EmbeddedId Id id;

  long settingsRevision;

  @Enumerated(EnumType.STRING)
  Status status;

  int attempts;
  long outcomeRevision;
  boolean outcomeDue;
  @Nullable Instant settlingSince;
  @Nullable String failureCode;

  StepProgress progress() {
    return new StepProgress(
        settingsRevision, status, attempts, outcomeRevision, outcomeDue, settlingSince);
  }

  void set(StepProgress progress, @Nullable String failure) {
    settingsRevision = progress.settingsRevision();
    status = progress.status();
    attempts = progress.attempts();
    outcomeRevision = progress.outcomeRevision();
    outcomeDue = progress.outcomeDue();
    settlingSince = progress.settlingSince();
    failureCode = failure;
  }
}
