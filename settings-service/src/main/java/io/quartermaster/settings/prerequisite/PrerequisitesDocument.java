package io.quartermaster.settings.prerequisite;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Prerequisites")
@JsonNaming(SnakeCaseStrategy.class)
record PrerequisitesDocument(
    @Schema(description = "The most severe state of all: passed, warning, unknown, failed.")
        CheckResult.State state,
    @Schema(description = "Time of the checks; the result is cached for a few seconds.")
        Instant checkedAt,
    @Schema(description = "The checks in display order.") List<CheckResult> checks) {

  PrerequisitesDocument {
    checks = List.copyOf(checks);
  }

  static PrerequisitesDocument of(List<CheckResult> results, Instant at) {
    return new PrerequisitesDocument(
        results.stream()
            .map(CheckResult::state)
            .max(Comparator.naturalOrder())
            .orElse(CheckResult.State.UNKNOWN),
        at.truncatedTo(ChronoUnit.MILLIS),
        results.stream().sorted(Comparator.comparing(CheckResult::name)).toList());
  }
}
