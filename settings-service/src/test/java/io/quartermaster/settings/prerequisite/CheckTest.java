package io.quartermaster.settings.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.GitLabFailure.Reason;
import io.quartermaster.settings.prerequisite.CheckResult.State;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

class CheckTest {

  private static final Duration TIMEOUT = Duration.ofMillis(4500);
  private static final Check CHECK =
      new Check(
          List.of(Prerequisite.GITLAB_VERSION, Prerequisite.GITLAB_EDITION),
          "Check gitlab.url.",
          List::of);

  @Test
  void returnsTheResults() throws Exception {
    List<CheckResult> expected = List.of(Prerequisite.GITLAB_VERSION.passed("18.0"));

    assertThat(CHECK.results(CompletableFuture.completedFuture(expected), TIMEOUT))
        .isEqualTo(expected);
  }

  @Test
  void isUnknownAfterTheTimeout() throws Exception {
    CompletableFuture<List<CheckResult>> cancelled = new CompletableFuture<>();
    cancelled.cancel(true);

    assertUnknown(cancelled, "No response within 4500 ms.", "Check gitlab.url.");
  }

  @Test
  void usesTheRemedyOfTheCheckWhenGitLabIsUnavailable() throws Exception {
    assertUnknown(
        failed(new GitLabFailure.Unavailable(Cause.UNREACHABLE, null)),
        "GitLab is unreachable.",
        "Check gitlab.url.");
  }

  @Test
  void usesTheRemedyOfTheFailureWhenGitLabRefuses() throws Exception {
    assertUnknown(
        failed(new GitLabFailure.Refused(Reason.UNAUTHENTICATED, 401, "401 because of glpat-1")),
        "GitLab rejected the access token (HTTP 401).",
        "Set gitlab.token to a valid access token of an administrator with the scope api.");
  }

  @Test
  void usesTheRemedyOfTheCheckWhenTheDatabaseIsUnavailable() throws Exception {
    assertUnknown(
        CompletableFuture.failedFuture(
            new IllegalStateException(new SQLTransientConnectionException("secret"))),
        "The database is unavailable.",
        "Check gitlab.url.");
  }

  @Test
  void repeatsAnUnexpectedExceptionNeitherInTheResultNorInTheLog() throws Exception {
    List<LogRecord> logged = new ArrayList<>();
    Handler recorder = new RecordingHandler(logged);
    Logger log = Logger.getLogger(Check.class.getName());
    log.addHandler(recorder);
    List<CheckResult> results;
    try {
      results =
          CHECK.results(
              CompletableFuture.failedFuture(new IllegalStateException("secret glpat-1")), TIMEOUT);
    } finally {
      log.removeHandler(recorder);
    }

    assertThat(results).extracting(CheckResult::state).containsOnly(State.UNKNOWN);
    assertThat(results.toString()).doesNotContain("glpat");
    assertThat(logged)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getThrown()).isNull();
              assertThat(message(entry))
                  .contains("IllegalStateException", "CheckTest")
                  .doesNotContain("glpat");
            });
  }

  private static String message(LogRecord entry) {
    return new SimpleFormatter().formatMessage(entry);
  }

  private static final class RecordingHandler extends Handler {
    private final List<LogRecord> logged;

    RecordingHandler(List<LogRecord> logged) {
      this.logged = logged;
    }

    @Override
    public void publish(LogRecord entry) {
      logged.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static CompletableFuture<List<CheckResult>> failed(GitLabFailure failure) {
    return CompletableFuture.failedFuture(new GitLabException(failure));
  }

  private static void assertUnknown(Future<List<CheckResult>> done, String detail, String remedy)
      throws Exception {
    assertThat(CHECK.results(done, TIMEOUT))
        .containsExactly(
            Prerequisite.GITLAB_VERSION.unknown(detail, remedy),
            Prerequisite.GITLAB_EDITION.unknown(detail, remedy));
  }
}
