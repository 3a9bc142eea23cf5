package io.quartermaster.oauthregistrar.effect;

import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.oauthregistrar.decision.StepFailure;

/** GitLab's failures in the words of this service. */
final class GitLabFailures {

  private GitLabFailures() {}

  static StepFailure toStepFailure(GitLabFailure failure) {
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
