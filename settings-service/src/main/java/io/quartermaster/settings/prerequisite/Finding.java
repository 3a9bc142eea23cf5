package io.quartermaster.settings.prerequisite;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of one check.
 *
 * @param found what was seen, one sentence; never a secret
 * @param remedy what to do about it; null when passed, and only then
 */
record Finding(Prerequisite prerequisite, State state, String found, @Nullable String remedy) {

  Finding {
    requireNonNull(prerequisite, "prerequisite");
    requireNonNull(found, "found");
    if ((state == State.PASSED) != (remedy == null)) {
      throw new IllegalArgumentException(
          prerequisite + ": what passed has no remedy, everything else has one");
    }
  }

  static Finding passed(Prerequisite prerequisite, String found) {
    return new Finding(prerequisite, State.PASSED, found, null);
  }

  static Finding warning(Prerequisite prerequisite, String found, String remedy) {
    return new Finding(prerequisite, State.WARNING, found, remedy);
  }

  static Finding unknown(Prerequisite prerequisite, String found, String remedy) {
    return new Finding(prerequisite, State.UNKNOWN, found, remedy);
  }

  static Finding failed(Prerequisite prerequisite, String found, String remedy) {
    return new Finding(prerequisite, State.FAILED, found, remedy);
  }

  /** How a check ended; the later, the more it needs a person. */
  @Schema(name = "PrerequisiteState")
  enum State {
    @JsonProperty("passed")
    PASSED,
    /** Works now, or may work; worth a look. */
    @JsonProperty("warning")
    WARNING,
    /** Could not be seen. */
    @JsonProperty("unknown")
    UNKNOWN,
    /** The set-up cannot work like this. */
    @JsonProperty("failed")
    FAILED;

    static State worst(Collection<State> states) {
      return states.stream().max(Comparator.naturalOrder()).orElse(UNKNOWN);
    }
  }
}
