package io.quartermaster.step;

import io.quartermaster.contracts.InstanceAggregate;
import io.quartermaster.contracts.SetupStep;

/** A step of the set-up of one GitLab instance. */
public record StepKey(SetupStep step, String instanceUid) {

  /** The step of the instance that a key of the reconcile queue names. */
  public static StepKey of(SetupStep step, String queueKey) {
    return new StepKey(step, InstanceAggregate.instanceUid(queueKey));
  }

  /** The reconcile task of the step. */
  public String task() {
    return step.wireName();
  }

  /** The key of the instance in the reconcile queue: the aggregate of its settings. */
  public String queueKey() {
    return InstanceAggregate.of(instanceUid);
  }
}
