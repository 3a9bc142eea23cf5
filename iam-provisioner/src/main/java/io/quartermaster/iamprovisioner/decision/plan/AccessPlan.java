package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.step.StepFailure;
import java.util.List;

/** What to do about the drift between desired and observed access. */
public sealed interface AccessPlan {

  /** Every difference, in a stable order. */
  List<Drift> drift();

  /**
   * Repairs in an order in which each can succeed and none makes things worse; empty when nothing
   * differs that may be changed.
   */
  record Apply(List<Drift> drift, List<Repair> repairs) implements AccessPlan {
    public Apply {
      drift = List.copyOf(drift);
      repairs = List.copyOf(repairs);
    }

    public List<AccessStep> steps() {
      return repairs.stream().map(Repair::step).toList();
    }
  }

  /** A step, and the differences that no longer exist once it is applied. */
  record Repair(AccessStep step, List<Drift> drift) {
    public Repair {
      drift = List.copyOf(drift);
    }
  }

  /** Nothing may be changed until a person has acted. */
  record Rejected(StepFailure reason, List<Drift> drift) implements AccessPlan {
    public Rejected {
      drift = drift.stream().map(Drift::unrepaired).toList();
    }
  }
}
