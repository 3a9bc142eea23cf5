package io.quartermaster.sandbox.faults;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a call. Each system shows it in its own wire form. */
public sealed interface Fault {

  /** The name by which the control API knows the fault. */
  String name();

  /** The answer comes late; the effect too. */
  record Latency(Duration delay) implements Fault {
    @Override
    public String name() {
      return "latency";
    }
  }

  /**
   * The effect takes place at once and is in the journal, but the answer is held back: time to kill
   * a caller between its call and its record.
   */
  record LateAnswer(Duration delay) implements Fault {
    @Override
    public String name() {
      return "late-answer";
    }
  }

  /**
   * The call is refused as one too many, without effect.
   *
   * @param retryAfter goes out as a {@code Retry-After} header where the system has one
   * @param applicationLimit GitLab only: the JSON form of an application limit, not the plain text
   *     of the front throttle
   */
  record Throttle(@Nullable Duration retryAfter, boolean applicationLimit) implements Fault {
    @Override
    public String name() {
      return "throttle";
    }
  }

  /**
   * The call is refused without effect. For the gateway a code makes the AWS error texts, for
   * GitLab it is the message.
   */
  record Failure(int status, String code, String message) implements Fault {
    @Override
    public String name() {
      return "error";
    }
  }

  /** The connection breaks, either before anything happened or after the effect took place. */
  record Cut(Moment moment) implements Fault {
    /** Where the connection breaks. */
    public enum Moment {
      BEFORE_EFFECT,
      AFTER_EFFECT
    }

    @Override
    public String name() {
      return "cut";
    }
  }

  /** For this long after a write, reads still answer from the state before it. */
  record StaleReads(Duration lag) implements Fault {
    @Override
    public String name() {
      return "stale-reads";
    }
  }

  /** IAM only: trust policies are refused because their principal is not known everywhere yet. */
  record InvalidPrincipal() implements Fault {
    @Override
    public String name() {
      return "invalid-principal";
    }
  }
}
