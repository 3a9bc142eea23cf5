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
 * One look at one system, which answers one or more checks.
 *
 * <p>Failure semantics: whatever keeps it from seeing makes its own checks unknown, and no others.
 *
 * @param remedy what to do when it sees nothing
 */
record Look(List<Prerequisite> answers, String remedy, Callable<List<Finding>> work) {

  private static final Logger LOG = Logger.getLogger(Look.class);

  Look {
    answers = List.copyOf(answers);
  }

  /** The findings of a look that has ended, or was ended after this time. */
  List<Finding> read(Future<List<Finding>> ended, Duration after) throws InterruptedException {
    try {
      return ended.get();
    } catch (CancellationException e) {
      return unknown("No answer within %d ms.".formatted(after.toMillis()), remedy);
    } catch (ExecutionException e) {
      return e.getCause() instanceof GitLabException gitlab
          ? unseen(gitlab.failure())
          : unexpected(e);
    }
  }

  private List<Finding> unseen(GitLabFailure failure) {
    String own = failure instanceof GitLabFailure.Unavailable ? remedy : failure.remedy();
    return unknown(inOurWords(failure), own);
  }

  /** GitLab's own words stay out: nobody knows what they repeat. */
  private static String inOurWords(GitLabFailure failure) {
    return switch (failure) {
      case GitLabFailure.Refused refused ->
          new GitLabFailure.Refused(refused.reason(), refused.status(), "").detail();
      case GitLabFailure.NotFound notFound -> new GitLabFailure.NotFound("").detail();
      case GitLabFailure.AlreadyExists exists -> new GitLabFailure.AlreadyExists("").detail();
      case GitLabFailure.Unavailable unavailable -> unavailable.detail();
    };
  }

  private List<Finding> unexpected(ExecutionException e) {
    if (TransientFailures.isIn(e)) {
      return unknown("The database does not answer.", remedy);
    }
    LOG.errorf(e, "The checks %s ended in an unexpected exception", answers);
    return unknown(
        "The check itself failed.",
        "Look again; if it stays, look into the log of the settings service.");
  }

  private List<Finding> unknown(String found, String todo) {
    return answers.stream().map(each -> Finding.unknown(each, found, todo)).toList();
  }
}
