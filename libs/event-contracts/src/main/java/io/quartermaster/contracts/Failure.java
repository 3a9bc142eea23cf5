package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a step is not done, in words for the administrator. Composed by us from known causes; never
 * the text of an exception, which could hold a secret.
 *
 * @param code stable, snake case, for programs; for example {@code wrong_aws_account}
 * @param detail what happened, one sentence
 * @param remedy what to do about it, one sentence
 * @param nextAttemptAt when it is tried again by itself; absent when a person must act first
 */
public record Failure(
    Kind kind, String code, String detail, String remedy, @Nullable Instant nextAttemptAt) {
  public Failure {
    requireNonNull(kind, "failure.kind");
    requireNonNull(code, "failure.code");
    requireNonNull(detail, "failure.detail");
    requireNonNull(remedy, "failure.remedy");
  }

  /** Who has to move next. */
  public enum Kind {
    /** The other system said no; a person must act. */
    @JsonProperty("refused")
    REFUSED,
    /** The other system did not answer; it is tried again. */
    @JsonProperty("unavailable")
    UNAVAILABLE
  }
}
