package io.quartermaster.settings.setup;

import io.quartermaster.contracts.CreatedResource;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigProgressed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.GatewayConfigRemoved;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.NodeProgress;
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
 * @param nodes the states of the GitLab nodes; null when the event does not concern them
 */
record StepOutcome(
    StepState state,
    String detail,
    @Nullable Failure failure,
    @Nullable List<Difference> drift,
    List<CreatedResource> created,
    @Nullable RefusedProjects refused,
    @Nullable List<NodeProgress> nodes) {

  StepOutcome {
    created = List.copyOf(created);
  }

  /** An outcome that names no resources, projects and nodes. */
  StepOutcome(
      StepState state, String detail, @Nullable Failure failure, @Nullable List<Difference> drift) {
    this(state, detail, failure, drift, List.of(), null, null);
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
          done(access.detail(), orNone(access.drift())).withCreated(access.created());
      case GatewayConfigPushed pushed ->
          done(pushed.detail(), orNone(pushed.drift())).withNodes(pushed.nodeStates());
      case GatewayConfigRemoved removed ->
          done(removed.detail(), null).withNodes(removed.nodeStates());
      case OutcomeEvent.Succeeded success -> done(success.detail(), null);
      case IamAccessFailed access ->
          failed(access.failure(), access.drift()).withCreated(access.created());
      case GatewayConfigFailed config ->
          failed(config.failure(), config.drift()).withNodes(config.nodeStates());
      case OutcomeEvent.Failed failed -> failed(failed.failure(), null);
      case GatewayConfigProgressed progress ->
          new StepOutcome(StepState.IN_PROGRESS, progress.detail(), null, null)
              .withNodes(progress.nodes());
      case MembershipProgressed progress ->
          new StepOutcome(
              state(progress),
              progress.detail(),
              progress.failure(),
              null,
              List.of(),
              progress.refused() == 0
                  ? null
                  : new RefusedProjects(progress.refused(), orNone(progress.refusedProjects())),
              null);
    };
  }

  private static StepOutcome done(String detail, @Nullable List<Difference> drift) {
    return new StepOutcome(StepState.DONE, detail, null, drift);
  }

  private static StepOutcome failed(Failure failure, @Nullable List<Difference> drift) {
    return new StepOutcome(stateAfter(failure), failure.detail(), failure, drift);
  }

  private StepOutcome withCreated(@Nullable List<CreatedResource> resources) {
    return new StepOutcome(state, detail, failure, drift, orNone(resources), refused, nodes);
  }

  private StepOutcome withNodes(@Nullable List<NodeProgress> reported) {
    return new StepOutcome(state, detail, failure, drift, created, refused, orNone(reported));
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
