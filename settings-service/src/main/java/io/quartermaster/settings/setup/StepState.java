package io.quartermaster.settings.setup;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum StepState {
  @JsonProperty("pending")
  PENDING,
  /** In progress, or retried automatically after a failure. */
  @JsonProperty("in_progress")
  IN_PROGRESS,
  /** In the desired state. */
  @JsonProperty("done")
  DONE,
  /** A person must act. */
  @JsonProperty("failed")
  FAILED
}
