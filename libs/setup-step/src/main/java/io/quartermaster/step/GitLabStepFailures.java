package io.quartermaster.step;

import io.quartermaster.gitlab.GitLabFailure;

/** GitLab's failures as failures of a step. */
public final class GitLabStepFailures {

  private GitLabStepFailures() {}

  public static StepFailure of(GitLabFailure failure) {
    return switch (failure) {
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
