package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.Observation;
import io.quartermaster.iamprovisioner.effect.StepResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers as told; steps that nothing was told about are applied. */
final class ScriptedIamGateway implements IamGateway {
  private final Deque<Observation> observations = new ArrayDeque<>();
  private final Map<String, StepResult> results = new HashMap<>();
  private final List<String> calls = new ArrayList<>();

  ScriptedIamGateway sees(Observation observation) {
    observations.add(observation);
    return this;
  }

  ScriptedIamGateway answers(String step, StepResult result) {
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
