package io.quartermaster.step;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
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

  @Embedded StepProgress progress;
  @Nullable String failureCode;

  void set(StepProgress newProgress, @Nullable String newFailureCode) {
    progress = newProgress;
    failureCode = newFailureCode;
  }
}
