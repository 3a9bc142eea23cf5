package io.quartermaster.settings.setup;

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
 */
record StepOutcome(
    StepState state, String detail, @Nullable Failure failure, @Nullable List<Difference> drift) {

  static StepOutcome of(OutcomeEvent event) {
    return switch (event) {
      case StepStarted started ->
          new StepOutcome(StepState.IN_PROGRESS, "In progress.", null, null);
      case IamAccessProvisioned access -> {
        List<Difference> drift = access.drift();
        yield new StepOutcome(
            StepState.DONE, access.detail(), null, drift == null ? List.of() : drift);
      }
      case OutcomeEvent.Succeeded success ->
          new StepOutcome(StepState.DONE, success.detail(), null, null);
      case IamAccessFailed access -> failed(access.failure(), access.drift());
      case OutcomeEvent.Failed failed -> failed(failed.failure(), null);
      case MembershipProgressed progress when progress.failure() != null ->
          failed(progress.failure(), null);
      case MembershipProgressed progress ->
          new StepOutcome(
              progress.pending() > 0 ? StepState.IN_PROGRESS : StepState.DONE,
              progress.detail(),
              null,
              null);
    };
  }

  /** Only a refused step waits for a person; an unavailable one is retried automatically. */
  private static StepOutcome failed(Failure failure, @Nullable List<Difference> drift) {
    StepState state =
        switch (failure.kind()) {
          case REFUSED -> StepState.FAILED;
          case UNAVAILABLE -> StepState.IN_PROGRESS;
        };
    return new StepOutcome(state, failure.detail(), failure, drift);
  }
}
