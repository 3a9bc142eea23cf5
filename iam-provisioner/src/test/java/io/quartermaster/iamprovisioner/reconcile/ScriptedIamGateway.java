package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Returns what a test scripts; the last observation repeats, other steps are applied. */
final class ScriptedIamGateway implements IamGateway {
  private final Deque<Observation> observations = new ArrayDeque<>();
  private final Map<String, StepResult> results = new HashMap<>();
  private final List<String> calls = new ArrayList<>();

  ScriptedIamGateway observes(ObservedAccess access) {
    return observes(new Observation.Observed(access));
  }

  ScriptedIamGateway observes(Observation observation) {
    observations.add(observation);
    return this;
  }

  ScriptedIamGateway returns(String step, StepResult result) {
    results.put(step, result);
    return this;
  }

  List<String> calls() {
    return calls;
  }

  @Override
  public Observation observe(DesiredAccess desired) {
    calls.add("observe");
    return observations.size() > 1 ? observations.remove() : observations.element();
  }

  @Override
  public StepResult apply(DesiredAccess desired, AccessStep step) {
    calls.add(step.wireName());
    return results.getOrDefault(step.wireName(), new StepResult.Applied());
  }
}
