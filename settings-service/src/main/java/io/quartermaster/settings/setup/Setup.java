package io.quartermaster.settings.setup;

import io.quartermaster.contracts.SetupStep;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The set-up of one instance, or its disconnect.
 *
 * @param revision the settings that it applies; 0 before the first save
 * @param startedAt when those were saved
 * @param connectedRoleArn the role that is registered with Amazon Q; null when none is
 * @param latest the latest progress of each step, whatever settings it answers
 */
public record Setup(
    long revision,
    SetupKind kind,
    @Nullable Instant startedAt,
    @Nullable String connectedRoleArn,
    Map<SetupStep, StepProgress> latest) {

  public Setup {
    latest = Map.copyOf(latest);
  }

  static Setup notStarted() {
    return new Setup(0, SetupKind.SET_UP, null, null, Map.of());
  }

  /** The same instance with new settings, or disconnected: every step starts again. */
  public Setup begun(SetupKind newKind, long newRevision, Instant at) {
    return new Setup(newRevision, newKind, at, connectedRoleArn, latest);
  }

  Setup with(StepProgress progress) {
    Map<SetupStep, StepProgress> all = new HashMap<>(latest);
    all.put(progress.step(), progress);
    return new Setup(revision, kind, startedAt, connectedRoleArn, all);
  }

  /** All steps in display order. Progress for previous settings does not count. */
  public List<StepProgress> steps() {
    return kind.steps().stream().map(this::step).toList();
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
