package io.quartermaster.settings.setup;

import io.quartermaster.contracts.CreatedResource;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.NodeProgress;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the outcomes of a step reported besides its state.
 *
 * @param checkedAt when the last drift check for these settings ended; null before the first one,
 *     and for a service that publishes none
 * @param drift the differences that this check found
 * @param created what was created for these settings
 * @param refused the projects that GitLab refused; null when there are none
 * @param nodes the GitLab nodes; empty for other steps, and while none is known
 */
public record StepFindings(
    @Nullable Instant checkedAt,
    List<Difference> drift,
    List<CreatedResource> created,
    @Nullable RefusedProjects refused,
    List<NodeProgress> nodes) {

  public static final StepFindings NONE =
      new StepFindings(null, List.of(), List.of(), null, List.of());

  public StepFindings {
    drift = orNone(drift);
    created = orNone(created);
    nodes = orNone(nodes);
  }

  /** After the next outcome for the same settings: what it does not report stays. */
  StepFindings with(StepOutcome outcome, Instant at) {
    List<Difference> found = outcome.drift();
    return new StepFindings(
        found == null ? checkedAt : at,
        found == null ? drift : found,
        Stream.concat(created.stream(), outcome.created().stream()).distinct().toList(),
        outcome.refused(),
        outcome.nodes() == null ? nodes : outcome.nodes());
  }

  /** Rows that an earlier version has written do not have every list. */
  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
