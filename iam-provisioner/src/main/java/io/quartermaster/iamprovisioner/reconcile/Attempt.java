package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.TaggedResources;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlan;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import io.quartermaster.step.StepFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one run has found and done so far. What it repaired stays so, whatever fails later. */
final class Attempt {
  private final DesiredAccess desired;
  private final Set<Drift> repaired = new LinkedHashSet<>();
  private List<Drift> planned = List.of();
  private TaggedResources tagged = TaggedResources.NONE;

  Attempt(DesiredAccess desired) {
    this.desired = desired;
  }

  /** A later observation replaces what an earlier one found and did not repair. */
  void observed(ObservedAccess access, AccessPlan plan) {
    planned = plan.drift();
    tagged = tagged.and(desired.taggedIn(access));
  }

  void applied(AccessPlan.Repair repair) {
    repaired.addAll(repair.drift());
    for (Drift drift : repair.drift()) {
      tagged =
          tagged.and(
              new TaggedResources(
                  drift.what() == DriftKind.ROLE || drift.what() == DriftKind.ROLE_OWNER,
                  drift.what() == DriftKind.PROVIDER || drift.what() == DriftKind.PROVIDER_OWNER));
    }
  }

  /** What an earlier plan repaired, and then all of the last plan in its order. */
  Convergence.Result end(@Nullable StepFailure failure) {
    List<Drift> drift = new ArrayList<>(repaired);
    drift.removeAll(planned);
    planned.forEach(each -> drift.add(repaired.contains(each) ? each : each.unrepaired()));
    return new Convergence.Result(failure, List.copyOf(drift), tagged);
  }
}
