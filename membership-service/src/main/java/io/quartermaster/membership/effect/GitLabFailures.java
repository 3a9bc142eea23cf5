package io.quartermaster.membership.effect;

import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.AlreadyExists;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.GitLabFailure.NotFound;
import io.quartermaster.gitlab.GitLabFailure.Unavailable;
import io.quartermaster.membership.decision.StepFailure;
import java.time.Duration;
import java.util.Locale;

/** What a failure of GitLab means for a whole step. */
final class GitLabFailures {

  /** GitLab's own interval where it limits a call without saying for how long. */
  private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(60);

  private GitLabFailures() {}

  /** Of all that a call names, it is the user that GitLab does not have. */
  static boolean saysUserGone(GitLabFailure failure) {
    return failure instanceof NotFound missing
        && missing.message().toLowerCase(Locale.ROOT).contains("user");
  }

  /** The token may not see it, or this GitLab does not have it; everything else may go well. */
  static boolean saysNotForUs(GitLabFailure failure) {
    return failure instanceof NotFound
        || (failure instanceof GitLabFailure.Refused refused
            && refused.reason() == GitLabFailure.Reason.FORBIDDEN);
  }

  static StepFailure stepFailure(GitLabFailure failure) {
    return switch (failure) {
      case Unavailable limited when limited.cause() == Cause.RATE_LIMITED ->
          new StepFailure.Throttled(
              limited.retryAfter() == null ? DEFAULT_PAUSE : limited.retryAfter());
      case Unavailable away ->
          new StepFailure.Unavailable(away.code(), away.detail(), away.remedy(), away.retryAfter());
      case GitLabFailure.Refused refused -> refused(refused);
      case NotFound missing -> refused(missing);
      case AlreadyExists taken -> refused(taken);
    };
  }

  private static StepFailure refused(GitLabFailure failure) {
    return new StepFailure.Refused(failure.code(), failure.detail(), failure.remedy());
  }
}
