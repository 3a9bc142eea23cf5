package io.quartermaster.settings.setup;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum SetupState {
  /** The settings were never saved. */
  @JsonProperty("not_started")
  NOT_STARTED,
  @JsonProperty("in_progress")
  IN_PROGRESS,
  /** A person must act on at least one step. */
  @JsonProperty("failed")
  FAILED,
  /** Every step is done for the current settings. */
  @JsonProperty("ready")
  READY,
  /** Every step of a disconnect is done. */
  @JsonProperty("disconnected")
  DISCONNECTED
}
