package io.quartermaster.settings.setup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a step is. */
public enum StepState {
  /** Nobody began it yet. */
  @JsonProperty("pending")
  PENDING,
  /** Under way, or tried again by itself after an error. */
  @JsonProperty("in_progress")
  IN_PROGRESS,
  /** As wanted. */
  @JsonProperty("done")
  DONE,
  /** A person must act. */
  @JsonProperty("failed")
  FAILED
}
