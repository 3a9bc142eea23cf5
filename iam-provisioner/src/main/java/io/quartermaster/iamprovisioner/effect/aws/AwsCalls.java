package io.quartermaster.iamprovisioner.effect.aws;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes all calls: counts and times them, and names the one that failed. */
@ApplicationScoped
class AwsCalls {
  static final String METRIC = "quartermaster.aws.calls";

  private final MeterRegistry metrics;

  AwsCalls(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  <T> T call(AwsAction action, Supplier<T> call) {
    long start = System.nanoTime();
    try {
      T answer = call.get();
      count(action, "ok", start);
      return answer;
    } catch (SdkException e) {
      count(action, AwsErrors.code(e).orElse("no_response"), start);
      throw new AwsCallFailedException(action, e);
    }
  }

  /** Empty when the resource does not exist. */
  <T> Optional<T> find(AwsAction action, Supplier<T> call) {
    try {
      return Optional.of(call(action, call));
    } catch (AwsCallFailedException e) {
      if (AwsErrors.isNotFound(e.answer())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void count(AwsAction action, String result, long start) {
    metrics
        .timer(METRIC, "action", action.permission(), "result", result)
        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  /** Leaves this package only as a {@link io.quartermaster.step.StepFailure}. */
  static final class AwsCallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final AwsAction action;
    private final SdkException answer;

    AwsCallFailedException(AwsAction action, SdkException answer) {
      super(action.permission(), answer);
      this.action = action;
      this.answer = answer;
    }

    AwsAction action() {
      return action;
    }

    SdkException answer() {
      return answer;
    }
  }
}
