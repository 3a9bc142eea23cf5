package io.quartermaster.step;

import static java.util.Objects.requireNonNullElse;

import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.gitlab.GitLabFailure;
import java.time.Duration;

/** GitLab's failures as failures of a step. */
public final class GitLabStepFailures {

  /** The period of GitLab's rate limits, for a limit without {@code Retry-After}. */
  private static final Duration RATE_LIMIT_PERIOD = Duration.ofSeconds(60);

  private GitLabStepFailures() {}

  public static StepFailure of(GitLabFailure failure) {
    return switch (failure) {
      case GitLabFailure.Unavailable limited
          when limited.cause() == GitLabFailure.Cause.RATE_LIMITED ->
          new StepFailure.Unavailable(
              FailureCodes.GITLAB_THROTTLED,
              limited.detail(),
              limited.remedy(),
              requireNonNullElse(limited.retryAfter(), RATE_LIMIT_PERIOD));
      case GitLabFailure.Unavailable unavailable ->
          new StepFailure.Unavailable(
              unavailable.code(),
              unavailable.detail(),
              unavailable.remedy(),
              unavailable.retryAfter());
      case GitLabFailure.Refused refused -> refused(refused);
      case GitLabFailure.NotFound notFound -> refused(notFound);
      case GitLabFailure.AlreadyExists exists -> refused(exists);
    };
  }

  private static StepFailure refused(GitLabFailure failure) {
    return new StepFailure.Refused(failure.code(), failure.detail(), failure.remedy());
  }
}
