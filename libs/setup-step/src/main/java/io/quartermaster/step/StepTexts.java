package io.quartermaster.step;

import io.quartermaster.contracts.Failure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Failures as they are published. */
final class StepTexts {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private StepTexts() {}

  static Failure failure(StepFailure failure, Failure.Kind kind, Instant nextAttemptAt) {
    return new Failure(kind, failure.code(), failure.detail(), failure.remedy(), nextAttemptAt);
  }

  /** What is refused may be accepted without any action, so the correction comes second. */
  static Failure settling(StepFailure otherwise, Instant nextAttemptAt, Instant until) {
    return switch (otherwise) {
      case StepFailure.Refused(String code, String detail, String remedy) ->
          new Failure(
              Failure.Kind.UNAVAILABLE,
              code,
              "%s This can be temporary; retrying automatically until %s."
                  .formatted(detail, TIME.format(until)),
              "No action needed until then. If it is still refused then: " + remedy,
              nextAttemptAt,
              until);
      // Retried without a limit.
      case StepFailure.Unavailable unavailable ->
          failure(unavailable, Failure.Kind.UNAVAILABLE, nextAttemptAt);
      case StepFailure.Settling settling -> settling(settling.otherwise(), nextAttemptAt, until);
    };
  }
}
