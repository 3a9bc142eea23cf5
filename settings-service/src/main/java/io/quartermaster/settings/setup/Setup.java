package io.quartermaster.settings.setup;

import io.quartermaster.contracts.SetupStep;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The set-up of one instance, or its disconnect.
 *
 * @param revision the settings that it applies; 0 before the first save
 * @param removesGatewayConfig whether a disconnect removes the AI gateway configuration from the
 *     GitLab nodes
 * @param startedAt when those settings were saved
 * @param connectedRoleArn the role that is registered with Amazon Q; null when none is
 * @param latest the latest progress of each step, whatever settings it answers
 */
public record Setup(
    long revision,
    SetupKind kind,
    boolean removesGatewayConfig,
    @Nullable Instant startedAt,
    @Nullable String connectedRoleArn,
    Map<SetupStep, StepProgress> latest) {

  public Setup {
    latest = Map.copyOf(latest);
  }

  static Setup notStarted() {
    return new Setup(0, SetupKind.SET_UP, false, null, null, Map.of());
  }

  /** The same instance with new settings, or disconnected: every step starts again. */
  public Setup begun(SetupKind newKind, boolean removes, long newRevision, Instant at) {
    return new Setup(newRevision, newKind, removes, at, connectedRoleArn, latest);
  }

  Setup with(List<StepProgress> changed) {
    Map<SetupStep, StepProgress> all = new HashMap<>(latest);
    changed.forEach(progress -> all.put(progress.step(), progress));
    return new Setup(revision, kind, removesGatewayConfig, startedAt, connectedRoleArn, all);
  }

  /** All steps in display order. Progress for previous settings does not count. */
  public List<StepProgress> steps() {
    return kind.steps(removesGatewayConfig).stream().map(this::step).toList();
  }

  StepProgress step(SetupStep step) {
    StepProgress known = latest(step);
    return known.settingsRevision() < revision
        ? StepProgress.pending(step, revision, startedAt)
        : known;
  }

  /** The latest progress of a step, also when it answers previous settings. */
  StepProgress latest(SetupStep step) {
    StepProgress known = latest.get(step);
    return known == null ? StepProgress.pending(step, 0, null) : known;
  }

  /** The step that has to be done before this one can start; empty when there is none. */
  Optional<StepProgress> blockerOf(StepProgress step) {
    return kind.prerequisiteOf(step.step())
        .map(this::step)
        .filter(prerequisite -> prerequisite.state() != StepState.DONE);
  }

  /** The steps whose outcome is late now, or no longer is, as they have to be recorded. */
  List<StepProgress> withChangedDelay(Instant now, Duration tolerated) {
    if (startedAt == null) {
      return List.of();
    }
    Instant start = startedAt;
    return steps().stream()
        .filter(
            step -> {
              Optional<Overdue> late = late(step, start, now, tolerated);
              return !late.equals(Optional.ofNullable(step.overdue()));
            })
        .map(step -> step.overdue(late(step, start, now, tolerated).orElse(null)))
        .toList();
  }

  private Optional<Overdue> late(
      StepProgress step, Instant start, Instant now, Duration tolerated) {
    if (step.state() != StepState.IN_PROGRESS && blockerOf(step).isPresent()) {
      return Optional.empty();
    }
    Instant unblocked =
        kind.prerequisiteOf(step.step())
            .map(prerequisite -> step(prerequisite).since())
            .filter(start::isBefore)
            .orElse(start);
    return step.owed(unblocked, tolerated).filter(owed -> owed.isLate(now));
  }

  /** Somebody requested a verification, which every step that has started has to answer. */
  Setup verificationRequested(Instant at) {
    Map<SetupStep, StepProgress> all = new HashMap<>(latest);
    all.replaceAll(
        (step, known) ->
            known.settingsRevision() == revision ? known.verificationRequested(at) : known);
    return new Setup(revision, kind, removesGatewayConfig, startedAt, connectedRoleArn, all);
  }

  /**
   * Whether this progress completes the registration with Amazon Q for the current settings, or its
   * removal. A registration fixes the AWS account.
   */
  boolean settlesRegistration(StepProgress progress) {
    return progress.step() == SetupStep.OAUTH_APPLICATION
        && progress.state() == StepState.DONE
        && progress.settingsRevision() == revision;
  }

  public SetupState state() {
    if (revision == 0) {
      return SetupState.NOT_STARTED;
    }
    List<StepProgress> steps = steps();
    if (steps.stream().anyMatch(step -> step.state() == StepState.FAILED)) {
      return SetupState.FAILED;
    }
    if (!steps.stream().allMatch(step -> step.state() == StepState.DONE)) {
      return SetupState.IN_PROGRESS;
    }
    return kind.disconnects() ? SetupState.DISCONNECTED : SetupState.READY;
  }

  /** Whether a step failed and is retried automatically. */
  public boolean isRetrying() {
    return steps().stream()
        .map(StepProgress::failure)
        .anyMatch(failure -> failure != null && failure.nextAttemptAt() != null);
  }

  public boolean ready() {
    return state() == SetupState.READY;
  }

  /** When the last step was done; null while the set-up is not ready. */
  @Nullable Instant readyAt() {
    return ready()
        ? steps().stream().map(StepProgress::since).max(Instant::compareTo).orElse(null)
        : null;
  }
}
