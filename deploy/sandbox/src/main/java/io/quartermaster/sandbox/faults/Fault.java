package io.quartermaster.sandbox.faults;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a call. Each system shows it in its own wire form. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fault")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Fault.Latency.class, name = "latency"),
  @JsonSubTypes.Type(value = Fault.LateAnswer.class, name = "late-answer"),
  @JsonSubTypes.Type(value = Fault.Throttle.class, name = "throttle"),
  @JsonSubTypes.Type(value = Fault.Failure.class, name = "error"),
  @JsonSubTypes.Type(value = Fault.Cut.class, name = "cut"),
  @JsonSubTypes.Type(value = Fault.StaleReads.class, name = "stale-reads"),
  @JsonSubTypes.Type(value = Fault.InvalidPrincipal.class, name = "invalid-principal")
})
public sealed interface Fault {

  /** Delays the effect and the response. */
  record Latency(Duration delay) implements Fault {
    public Latency {
      requireNonNull(delay, "delay is missing, for example PT0.5S");
    }
  }

  /**
   * The effect takes place at once and is in the journal, but the response is delayed: time to kill
   * a caller between its call and its record.
   */
  record LateAnswer(Duration delay) implements Fault {
    public LateAnswer {
      requireNonNull(delay, "delay is missing, for example PT5S");
    }
  }

  /**
   * The call exceeds a rate limit and has no effect.
   *
   * @param retryAfter sent as {@code Retry-After} header
   * @param applicationLimit GitLab only: the JSON form of an application limit instead of the plain
   *     text of the front throttle
   */
  record Throttle(@Nullable Duration retryAfter, boolean applicationLimit) implements Fault {}

  /**
   * The call is refused without effect. For the gateway an AWS error code yields the AWS error
   * text; for GitLab the message is the body.
   */
  record Failure(int status, String code, String message) implements Fault {
    public Failure {
      status = status == 0 ? 500 : status;
      code = requireNonNullElse(code, "ServiceFailure");
      message = requireNonNullElse(message, "");
    }
  }

  /** The connection breaks, either before the effect or after it. */
  record Cut(Moment moment) implements Fault {
    public Cut {
      moment = requireNonNullElse(moment, Moment.BEFORE_EFFECT);
    }

    /** When the connection breaks. */
    public enum Moment {
      @JsonProperty("before-effect")
      BEFORE_EFFECT,
      @JsonProperty("after-effect")
      AFTER_EFFECT
    }
  }

  /** For this long after a write, reads still return the state before it. */
  record StaleReads(Duration lag) implements Fault {
    public StaleReads {
      requireNonNull(lag, "lag is missing, for example PT2S");
    }
  }

  /** IAM only: trust policies are refused because their principal has not propagated yet. */
  record InvalidPrincipal() implements Fault {}
}
