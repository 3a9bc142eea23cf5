package io.quartermaster.settings.setup;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.StepStarted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps outcome events to the state of their step. The sentences are those of the event. */
final class OutcomeReading {

  private OutcomeReading() {}

  static StepOutcome read(OutcomeEvent event) {
    return switch (event) {
      case StepStarted started -> outcome(started, StepState.IN_PROGRESS, "In progress.", null);
      case OutcomeEvent.Succeeded success ->
          outcome(success, StepState.DONE, success.detail(), null);
      case OutcomeEvent.Failed failed -> failed(failed, failed.failure());
      case MembershipProgressed progress when progress.failure() != null ->
          failed(progress, progress.failure());
      case MembershipProgressed progress ->
          outcome(
              progress,
              progress.pending() > 0 ? StepState.IN_PROGRESS : StepState.DONE,
              progress.detail(),
              null);
    };
  }

  /** Only a refused step waits for a person; an unavailable system is retried automatically. */
  private static StepOutcome failed(OutcomeEvent event, Failure failure) {
    StepState state =
        switch (failure.kind()) {
          case REFUSED -> StepState.FAILED;
          case UNAVAILABLE -> StepState.IN_PROGRESS;
        };
    return outcome(event, state, failure.detail(), failure);
  }

  private static StepOutcome outcome(
      OutcomeEvent event, StepState state, String detail, @Nullable Failure failure) {
    Origin origin = event.origin();
    return new StepOutcome(
        origin.settingsRevision(),
        origin.revision(),
        origin.attempt(),
        origin.occurredAt(),
        state,
        detail,
        failure,
        look(event));
  }

  private static @Nullable StepLook look(OutcomeEvent event) {
    List<Difference> drift =
        switch (event) {
          case IamAccessProvisioned access when access.drift() == null -> List.of();
          case IamAccessProvisioned access -> access.drift();
          case IamAccessFailed failed -> failed.drift();
          default -> null;
        };
    return drift == null ? null : new StepLook(event.origin().occurredAt(), drift);
  }
}
