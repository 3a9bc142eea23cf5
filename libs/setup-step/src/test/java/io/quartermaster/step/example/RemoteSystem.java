package io.quartermaster.step.example;

import io.quartermaster.step.StepFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Holds one value for each instance, and answers as a test says. */
@ApplicationScoped
public class RemoteSystem {

  private final Map<String, String> values = new ConcurrentHashMap<>();
  private final Map<String, Supplier<Optional<StepFailure>>> answers = new ConcurrentHashMap<>();

  /** What the system answers to a change for the instance: a failure, or nothing for success. */
  public void answer(String instanceUid, Supplier<Optional<StepFailure>> answer) {
    answers.put(instanceUid, answer);
  }

  /** A person changes the value. */
  public void drift(String instanceUid) {
    values.put(instanceUid, "changed by hand");
  }

  public Optional<String> value(String instanceUid) {
    return Optional.ofNullable(values.get(instanceUid));
  }

  Optional<StepFailure> change(String instanceUid, String value) {
    Optional<StepFailure> failure =
        answers.getOrDefault(instanceUid, Optional::<StepFailure>empty).get();
    if (failure.isEmpty()) {
      values.put(instanceUid, value);
    }
    return failure;
  }
}
