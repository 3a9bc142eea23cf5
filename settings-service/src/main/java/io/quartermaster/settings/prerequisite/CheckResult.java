package io.quartermaster.settings.prerequisite;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "PrerequisiteCheck")
record CheckResult(
    @Schema(description = "Stable name, for programs.") Prerequisite name,
    @Schema(description = "Title for people.") String title,
    State state,
    @Schema(description = "What the check found, in one sentence.") String detail,
    @Schema(nullable = true, description = "What to do; null when passed.")
        @Nullable String remedy) {

  CheckResult {
    if ((state == State.PASSED) != (remedy == null)) {
      throw new IllegalArgumentException(name + ": every state but passed needs a remedy");
    }
  }

  /** In ascending order of severity. */
  @Schema(name = "PrerequisiteState")
  enum State {
    @JsonProperty("passed")
    PASSED,
    /** The set-up works or can work, but a person should review it. */
    @JsonProperty("warning")
    WARNING,
    /** The check could not be completed. */
    @JsonProperty("unknown")
    UNKNOWN,
    /** The set-up cannot work. */
    @JsonProperty("failed")
    FAILED
  }
}
