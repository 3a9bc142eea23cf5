package io.quartermaster.iamprovisioner.decision.plan;

import java.util.List;

/**
 * What a run created, and what is drift. In a first set-up nothing that is missing is drift: it is
 * created, or is still to be created. Later it is what somebody deleted.
 *
 * @param created by the run, in a first set-up
 * @param drift what else differed
 */
public record AccessChanges(List<Drift> created, List<Drift> drift) {

  public AccessChanges {
    created = List.copyOf(created);
    drift = List.copyOf(drift);
  }

  /** Of a first set-up. */
  public static AccessChanges first(List<Drift> found) {
    return new AccessChanges(
        found.stream().filter(each -> each.isMissing() && each.repaired()).toList(),
        found.stream().filter(each -> !each.isMissing()).toList());
  }

  /** Of an access that AWS had before. */
  public static AccessChanges later(List<Drift> found) {
    return new AccessChanges(List.of(), found);
  }

  public List<Drift> repaired() {
    return drift.stream().filter(Drift::repaired).toList();
  }

  public List<Drift> unchanged() {
    return drift.stream().filter(each -> !each.repaired()).toList();
  }
}
