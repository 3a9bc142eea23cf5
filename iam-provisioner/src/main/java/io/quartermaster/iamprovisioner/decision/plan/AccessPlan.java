package io.quartermaster.iamprovisioner.decision.plan;

import io.quartermaster.iamprovisioner.decision.Refusal;
import java.util.List;

/** What to do about the difference between desired and observed access. */
public sealed interface AccessPlan {

  /** Every difference, in a stable order. */
  List<Drift> drift();

  /**
   * Steps in an order in which each can succeed and each leaves the world no worse; none when
   * nothing differs that we may change.
   */
  record Converge(List<Drift> drift, List<AccessStep> steps) implements AccessPlan {
    public Converge {
      drift = List.copyOf(drift);
      steps = List.copyOf(steps);
    }
  }

  /** Nothing may be changed until a person has acted. */
  record Rejected(Refusal refusal, List<Drift> drift) implements AccessPlan {
    public Rejected {
      drift = drift.stream().map(Drift::left).toList();
    }
  }
}
