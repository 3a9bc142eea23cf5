package io.quartermaster.step;

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
      case GitLabFailure.Unavailable(GitLabFailure.Cause cause, Duration retryAfter) -> {
        boolean limited = cause == GitLabFailure.Cause.RATE_LIMITED;
        yield new StepFailure.Unavailable(
            limited ? FailureCodes.GITLAB_THROTTLED : failure.code(),
            failure.detail(),
            failure.remedy(),
            limited && retryAfter == null ? RATE_LIMIT_PERIOD : retryAfter);
      }
      case GitLabFailure.Refused refused -> refused(refused);
      case GitLabFailure.NotFound notFound -> refused(notFound);
      case GitLabFailure.AlreadyExists exists -> refused(exists);
    };
  }

  private static StepFailure refused(GitLabFailure failure) {
    return new StepFailure.Refused(failure.code(), failure.detail(), failure.remedy());
  }
}
