package io.quartermaster.iamprovisioner.decision.plan;

import java.util.ArrayList;
import java.util.List;

/** Collects drift with the steps that repair it, in the order of the steps. */
final class Findings {
  private final List<Drift> drift = new ArrayList<>();
  private final List<AccessStep> steps = new ArrayList<>();

  /** Two differences may share one step. */
  void repair(DriftKind what, String expected, String found, AccessStep step) {
    drift.add(new Drift(what, expected, found, true));
    if (!steps.contains(step)) {
      steps.add(step);
    }
  }

  void report(DriftKind what, String expected, String found) {
    drift.add(new Drift(what, expected, found, false));
  }

  void reportWithoutOwnershipTag(DriftKind what, String arn) {
    drift.add(Drift.withoutOwnershipTag(what, arn));
  }

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
