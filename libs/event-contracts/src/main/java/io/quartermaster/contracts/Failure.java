package io.quartermaster.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a step is not done, for the administrator. Composed from known causes; never the text of an
 * exception, which could contain a secret.
 *
 * @param code stable, snake case, for programs; for example {@code wrong_aws_account}
 * @param detail what happened, one sentence
 * @param remedy what to do about it, one sentence
 * @param nextAttemptAt time of the next automatic attempt; absent when there is none
 * @param retryUntil until when the refusal counts as transient; absent when it does not, or when
 *     the step is retried without a limit
 */
public record Failure(
    Kind kind,
    String code,
    String detail,
    String remedy,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant retryUntil) {

  /** A failure without a limit of the retries. */
  public Failure(
      Kind kind, String code, String detail, String remedy, @Nullable Instant nextAttemptAt) {
    this(kind, code, detail, remedy, nextAttemptAt, null);
  }

  /** Whether a person must act. */
  public enum Kind {
    /** The other system refused the request; a person must act. Checked again periodically. */
    @JsonProperty("refused")
    REFUSED,
    /** The other system is unavailable; the step retries automatically. */
    @JsonProperty("unavailable")
    UNAVAILABLE
  }
}
