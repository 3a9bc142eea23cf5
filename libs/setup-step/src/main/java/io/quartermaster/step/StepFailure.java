package io.quartermaster.step;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a step is not in the desired state. Composed from known causes, never from the text of an
 * exception, which could hold a secret.
 */
public sealed interface StepFailure {

  /** One of {@code FailureCodes}. */
  String code();

  /** What happened, one sentence for the administrator. */
  String detail();

  /** What to do about it, one sentence. */
  String remedy();

  /** Refused by the remote system or rejected by us: a person must act. Checked on resync. */
  record Refused(String code, String detail, String remedy) implements StepFailure {}

  /**
   * The remote system did not respond, or limits the rate of requests: retried automatically.
   *
   * @param retryAfter the wait that it requests; null when it requests none
   */
  record Unavailable(String code, String detail, String remedy, @Nullable Duration retryAfter)
      implements StepFailure {
    public Unavailable(String code, String detail, String remedy) {
      this(code, detail, remedy, null);
    }
  }

  /**
   * The remote system is not consistent yet, which is usual for some seconds after a change.
   *
   * @param otherwise the failure after that time
   * @param until when that time ends; null for {@code setup-step.settle-timeout} after the first
   *     run that found it inconsistent
   */
  record Settling(StepFailure otherwise, @Nullable Instant until) implements StepFailure {
    public Settling(StepFailure otherwise) {
      this(otherwise, null);
    }

    @Override
    public String code() {
      return otherwise.code();
    }

    @Override
    public String detail() {
      return otherwise.detail();
    }

    @Override
    public String remedy() {
      return otherwise.remedy();
    }
  }
}
