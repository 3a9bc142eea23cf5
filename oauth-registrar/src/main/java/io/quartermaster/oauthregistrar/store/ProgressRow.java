package io.quartermaster.oauthregistrar.store;

import io.quartermaster.oauthregistrar.decision.StepProgress;
import io.quartermaster.oauthregistrar.decision.StepProgress.Status;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "step_progress")
class ProgressRow {

  @Id String instanceUid = "";
  long settingsRevision;

  @Enumerated(EnumType.STRING)
  Status status = Status.PENDING;

  int attempt;
  long outcomeRevision;

  void take(StepProgress progress) {
    settingsRevision = progress.settingsRevision();
    status = progress.status();
    attempt = progress.attempt();
    outcomeRevision = progress.outcomeRevision();
  }

  StepProgress toProgress() {
    return new StepProgress(settingsRevision, status, attempt, outcomeRevision);
  }
}
