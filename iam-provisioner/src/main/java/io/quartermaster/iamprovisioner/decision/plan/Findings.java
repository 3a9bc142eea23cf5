package io.quartermaster.iamprovisioner.decision.plan;

import java.util.ArrayList;
import java.util.List;

/** Collects differences together with the steps that repair them, in the order of the steps. */
final class Findings {
  private final List<Drift> drift = new ArrayList<>();
  private final List<AccessStep> steps = new ArrayList<>();

  /** A difference and its repair; two differences may share one step. */
  void repair(DriftKind what, String expected, String found, AccessStep step) {
    drift.add(new Drift(what, expected, found, true));
    if (!steps.contains(step)) {
      steps.add(step);
    }
  }

  /** A difference that is left as it is. */
  void report(DriftKind what, String expected, String found) {
    drift.add(new Drift(what, expected, found, false));
  }

  /** Something that should go and stays, because it is not ours to delete. */
  void notOurs(DriftKind what, String arn) {
    drift.add(Drift.notOurs(what, arn));
  }

  /** Repairs where that is allowed, reports otherwise. */
  void repairIf(boolean allowed, DriftKind what, String expected, String found, AccessStep step) {
    if (allowed) {
      repair(what, expected, found, step);
    } else {
      report(what, expected, found);
    }
  }

  List<Drift> drift() {
    return List.copyOf(drift);
  }

  List<AccessStep> steps() {
    return List.copyOf(steps);
  }
}
