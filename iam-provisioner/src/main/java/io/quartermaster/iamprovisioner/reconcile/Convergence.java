package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.effect.Setback;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How an attempt to bring AWS in line ended.
 *
 * <p>In both cases steps may have been applied; they stay, and the next attempt goes on from there.
 */
sealed interface Convergence {

  /** What differed, in a stable order. */
  List<Drift> drift();

  /**
   * AWS is as wanted.
   *
   * @param repaired something had to be changed for that
   */
  record Converged(boolean repaired, List<Drift> drift) implements Convergence {
    public Converged {
      drift = List.copyOf(drift);
    }

    /** The differences that stay, one a line: to be compared with those of the last look. */
    String left() {
      return drift.stream()
          .filter(difference -> !difference.repaired())
          .map(Drift::text)
          .collect(Collectors.joining("\n"));
    }
  }

  /** AWS is not as wanted. */
  record Stopped(Setback why, List<Drift> drift) implements Convergence {
    public Stopped {
      drift = drift.stream().map(Drift::left).toList();
    }
  }
}
