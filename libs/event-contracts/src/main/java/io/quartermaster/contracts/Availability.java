package io.quartermaster.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** GitLab's values for the availability of the feature. */
public enum Availability {
  /** On by default. */
  @JsonProperty("default_on")
  DEFAULT_ON,
  /** Off by default. */
  @JsonProperty("default_off")
  DEFAULT_OFF,
  /** Always off: off and locked for everything below. */
  @JsonProperty("never_on")
  NEVER_ON
}
