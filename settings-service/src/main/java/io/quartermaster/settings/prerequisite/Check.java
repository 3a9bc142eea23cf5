package io.quartermaster.settings.prerequisite;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.messaging.TransientFailures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/**
 * One call to one system, which answers one or more prerequisites.
 *
 * <p>Failure semantics: a failed call makes its own prerequisites unknown, and no others.
 *
 * @param remedy what to do when the system is unavailable
 */
record Check(List<Prerequisite> prerequisites, String remedy, Callable<List<CheckResult>> task) {

  private static final Logger LOG = Logger.getLogger(Check.class);

  Check {
    prerequisites = List.copyOf(prerequisites);
  }

  /**
   * The results of a task that is done.
   *
   * @param timeout after which it was cancelled
   */
  List<CheckResult> results(Future<List<CheckResult>> done, Duration timeout)
      throws InterruptedException {
    try {
      return done.get();
    } catch (CancellationException e) {
      return unknown("No response within %d ms.".formatted(timeout.toMillis()), remedy);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GitLabException gitlab) {
        return gitlabFailed(gitlab.failure());
      }
      if (TransientFailures.isIn(e)) {
        return unknown("The database is unavailable.", remedy);
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      LOG.errorf(
          "Prerequisite check failed: prerequisites=%s failure=%s at=%s",
          prerequisites, cause.getClass().getName(), origin(cause));
      return unknown(
          "The check failed with an internal error.",
          "Check again. If the error persists, check the log of the settings service.");
    }
  }

  /** Where it was thrown. Its message is not logged: it could contain a token. */
  private static String origin(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "unknown" : trace[0].toString();
  }

  private List<CheckResult> gitlabFailed(GitLabFailure failure) {
    String own = failure instanceof GitLabFailure.Unavailable ? remedy : failure.remedy();
    return unknown(withoutMessage(failure).detail(), own);
  }

  /** GitLab's message is left out: it could repeat a secret. */
  private static GitLabFailure withoutMessage(GitLabFailure failure) {
    return switch (failure) {
      case GitLabFailure.Refused refused ->
          new GitLabFailure.Refused(refused.reason(), refused.status(), "");
      case GitLabFailure.NotFound notFound -> new GitLabFailure.NotFound("");
      case GitLabFailure.AlreadyExists exists -> new GitLabFailure.AlreadyExists("");
      case GitLabFailure.Unavailable unavailable -> unavailable;
    };
  }

  private List<CheckResult> unknown(String detail, String what) {
    return prerequisites.stream().map(each -> each.unknown(detail, what)).toList();
  }
}
