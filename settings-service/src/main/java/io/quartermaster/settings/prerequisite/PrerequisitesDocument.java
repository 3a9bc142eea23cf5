package io.quartermaster.settings.prerequisite;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The prerequisites as the API answers them. */
@Schema(name = "Prerequisites")
@JsonNaming(SnakeCaseStrategy.class)
record PrerequisitesDocument(
    @Schema(description = "The worst of all: passed, warning, unknown, failed.")
        Finding.State state,
    @Schema(description = "When it was looked at; answers are remembered for a few seconds.")
        Instant checkedAt,
    @Schema(description = "The checks in reading order.") List<Check> checks) {

  PrerequisitesDocument {
    checks = List.copyOf(checks);
  }

  static PrerequisitesDocument of(List<Finding> findings, Instant at) {
    return new PrerequisitesDocument(
        Finding.State.worst(findings.stream().map(Finding::state).toList()),
        at.truncatedTo(ChronoUnit.MILLIS),
        findings.stream().map(Check::of).toList());
  }

  /** One check. */
  @Schema(name = "PrerequisiteCheck")
  @JsonNaming(SnakeCaseStrategy.class)
  record Check(
      @Schema(description = "For programs.") Prerequisite name,
      @Schema(description = "For people.") String title,
      Finding.State state,
      @Schema(description = "What was seen.") String found,
      @Schema(nullable = true, description = "What to do; null when passed.")
          @Nullable String remedy) {

    static Check of(Finding finding) {
      return new Check(
          finding.prerequisite(),
          finding.prerequisite().title(),
          finding.state(),
          finding.found(),
          finding.remedy());
    }
  }
}
