package io.quartermaster.settings.setup;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.SetupStep;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The set-up of one instance, or its way back.
 *
 * @param revision the settings that it brings about; 0 before the first save
 * @param startedAt when those were saved
 * @param connectedRoleArn the role that was registered with Amazon Q; null before that
 * @param reported what was reported about each step, whatever settings it answered
 */
public record Setup(
    long revision,
    SetupKind kind,
    @Nullable Instant startedAt,
    @Nullable String connectedRoleArn,
    Map<SetupStep, StepProgress> reported) {

  public Setup {
    reported = Map.copyOf(requireNonNull(reported, "reported"));
  }

  static Setup notStarted() {
    return new Setup(0, SetupKind.SET_UP, null, null, Map.of());
  }

  /** The same instance under new settings, or at their end: every step begins again. */
  public Setup begun(SetupKind way, long newRevision, Instant at) {
    return new Setup(newRevision, way, at, connectedRoleArn, reported);
  }

  /** The same after a report on one step. */
  Setup reported(StepProgress progress) {
    Map<SetupStep, StepProgress> all = new HashMap<>(reported);
    all.put(progress.step(), progress);
    return new Setup(revision, kind, startedAt, connectedRoleArn, all);
  }

  /** All steps in reading order. What answered older settings does not count any more. */
  public List<StepProgress> steps() {
    return kind.steps().stream().map(this::step).toList();
  }

  StepProgress step(SetupStep step) {
    StepProgress known = reported.get(step);
    return known == null || known.settingsRevision() < revision
        ? StepProgress.pending(step, revision, startedAt)
        : known;
  }

  /** What is known about a step, also when it answered older settings. */
  StepProgress reportedOn(SetupStep step) {
    StepProgress known = reported.get(step);
    return known == null ? StepProgress.pending(step, 0, null) : known;
  }

  /**
   * Whether this progress tells that the role of the present settings is registered with Amazon Q.
   * From then on the AWS account is fixed.
   */
  boolean connectedBy(StepProgress progress) {
    return !kind.disconnects() && settles(progress);
  }

  /** Whether this progress tells that nothing is registered with Amazon Q any more. */
  boolean disconnectedBy(StepProgress progress) {
    return kind.disconnects() && settles(progress);
  }

  private boolean settles(StepProgress progress) {
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

  /** Whether a step could not be done and is tried again by itself, minutes from now at most. */
  public boolean waitsToTryAgain() {
    return steps().stream()
        .map(StepProgress::failure)
        .anyMatch(failure -> failure != null && failure.nextAttemptAt() != null);
  }

  public boolean ready() {
    return state() == SetupState.READY;
  }

  /** When the last step became done; null while one is not. */
  @Nullable Instant readyAt() {
    return ready()
        ? steps().stream().map(StepProgress::since).max(Instant::compareTo).orElse(null)
        : null;
  }
}
