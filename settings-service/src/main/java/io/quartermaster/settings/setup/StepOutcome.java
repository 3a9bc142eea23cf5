package io.quartermaster.settings.setup;

import io.quartermaster.contracts.CreatedResource;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.StepStarted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outcome event as the state of its step. The sentences are those of the event.
 *
 * @param failure why the step is not done; null when it did not fail
 * @param drift the result of a drift check; null when the event carries none
 * @param created what the attempt of a first set-up created
 * @param refused the projects that GitLab refused; null when there are none
 */
record StepOutcome(
    StepState state,
    String detail,
    @Nullable Failure failure,
    @Nullable List<Difference> drift,
    List<CreatedResource> created,
    @Nullable RefusedProjects refused) {

  StepOutcome {
    created = List.copyOf(created);
  }

  /** An outcome that names no resources and no projects. */
  StepOutcome(
      StepState state, String detail, @Nullable Failure failure, @Nullable List<Difference> drift) {
    this(state, detail, failure, drift, List.of(), null);
  }

  static StepOutcome of(OutcomeEvent event) {
    return switch (event) {
      case StepStarted started ->
          new StepOutcome(
              StepState.IN_PROGRESS,
              "In progress: waiting for %s.".formatted(StepDescription.otherSystem(started.step())),
              null,
              null);
      case IamAccessProvisioned access ->
          new StepOutcome(
              StepState.DONE,
              access.detail(),
              null,
              orNone(access.drift()),
              orNone(access.created()),
              null);
      case OutcomeEvent.Succeeded success ->
          new StepOutcome(StepState.DONE, success.detail(), null, null);
      case IamAccessFailed access ->
          new StepOutcome(
              stateAfter(access.failure()),
              access.failure().detail(),
              access.failure(),
              access.drift(),
              orNone(access.created()),
              null);
      case OutcomeEvent.Failed failed ->
          new StepOutcome(
              stateAfter(failed.failure()), failed.failure().detail(), failed.failure(), null);
      case MembershipProgressed progress ->
          new StepOutcome(
              state(progress),
              progress.detail(),
              progress.failure(),
              null,
              List.of(),
              progress.refused() == 0
                  ? null
                  : new RefusedProjects(progress.refused(), orNone(progress.refusedProjects())));
    };
  }

  private static StepState state(MembershipProgressed progress) {
    Failure failure = progress.failure();
    if (failure != null) {
      return stateAfter(failure);
    }
    return progress.pending() > 0 ? StepState.IN_PROGRESS : StepState.DONE;
  }

  /** Only a refused step waits for a person; an unavailable one is retried automatically. */
  private static StepState stateAfter(Failure failure) {
    return switch (failure.kind()) {
      case REFUSED -> StepState.FAILED;
      case UNAVAILABLE -> StepState.IN_PROGRESS;
    };
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
