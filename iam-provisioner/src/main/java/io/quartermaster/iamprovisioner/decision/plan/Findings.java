package io.quartermaster.iamprovisioner.decision.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Collects drift with the steps that repair it, in the order of the steps. */
final class Findings {
  private final List<Drift> drift = new ArrayList<>();
  private final SequencedMap<AccessStep, List<Drift>> repairs = new LinkedHashMap<>();

  /** Two differences may share one step. */
  void repair(DriftKind what, String expected, String found, AccessStep step) {
    Drift difference = new Drift(what, expected, found, true);
    drift.add(difference);
    repairs.computeIfAbsent(step, unused -> new ArrayList<>()).add(difference);
  }

  void repairMissing(DriftKind what, String expected, AccessStep step) {
    repair(what, expected, Drift.NONE, step);
  }

  /** What should not exist: removed if that is allowed, else reported. */
  void remove(boolean allowed, DriftKind what, String found, AccessStep step) {
    if (allowed) {
      repair(what, Drift.NONE, found, step);
    } else {
      report(what, Drift.NONE, found);
    }
  }

  /** A difference that is left unchanged. */
  void report(DriftKind what, String expected, String found) {
    drift.add(new Drift(what, expected, found, false));
  }

  void keep(DriftKind what, String arn, String reason) {
    drift.add(Drift.kept(what, arn, reason));
  }

  List<Drift> drift() {
    return List.copyOf(drift);
  }

  List<AccessPlan.Repair> repairs() {
    return repairs.entrySet().stream()
        .map(each -> new AccessPlan.Repair(each.getKey(), each.getValue()))
        .toList();
  }
}
