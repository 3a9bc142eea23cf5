package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.step.StepFailure;
import java.util.List;

/** What to do about the drift between desired and observed access. */
public sealed interface AccessPlan {

  /** Every difference, in a stable order. */
  List<Drift> drift();

  /**
   * Steps in an order in which each can succeed and none makes things worse; empty when nothing
   * differs that may be changed.
   */
  record Apply(List<Drift> drift, List<AccessStep> steps) implements AccessPlan {
    public Apply {
      drift = List.copyOf(drift);
      steps = List.copyOf(steps);
    }
  }

  /** Nothing may be changed until a person has acted. */
  record Rejected(StepFailure reason, List<Drift> drift) implements AccessPlan {
    public Rejected {
      drift = drift.stream().map(Drift::unrepaired).toList();
    }
  }
}
