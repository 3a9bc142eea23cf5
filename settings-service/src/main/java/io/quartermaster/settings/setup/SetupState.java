package io.quartermaster.settings.setup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the set-up as a whole is. */
public enum SetupState {
  /** The settings were never saved. */
  @JsonProperty("not_started")
  NOT_STARTED,
  @JsonProperty("in_progress")
  IN_PROGRESS,
  /** At least one step waits for a person. */
  @JsonProperty("failed")
  FAILED,
  /** Every step is done for the present settings. */
  @JsonProperty("ready")
  READY,
  /** Every step of a disconnect is done. */
  @JsonProperty("disconnected")
  DISCONNECTED
}
