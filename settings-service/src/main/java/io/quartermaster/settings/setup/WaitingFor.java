package io.quartermaster.settings.setup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quartermaster.contracts.SetupStep;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a step waits for, besides its own work. */
@Schema(name = "WaitingFor")
public record WaitingFor(
    Kind kind,
    @Schema(description = "Name of the step or the service.", examples = "iam_access")
        String name) {

  static WaitingFor step(SetupStep step) {
    return new WaitingFor(Kind.STEP, step.wireName());
  }

  /** The service that acts for the step. */
  static WaitingFor serviceOf(SetupStep step) {
    return new WaitingFor(Kind.SERVICE, StepDescription.service(step));
  }

  public enum Kind {
    /** A step that has to be done first. */
    @JsonProperty("step")
    STEP,
    /** A service that owes an outcome and is overdue. */
    @JsonProperty("service")
    SERVICE
  }
}
