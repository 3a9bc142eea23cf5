package io.quartermaster.settings.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.GitLabFailure.Reason;
import io.quartermaster.settings.prerequisite.Finding.State;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whatever keeps a look from seeing makes its own checks unknown, with a remedy. */
class LookTest {

  private static final Duration AFTER = Duration.ofMillis(4500);
  private static final Look LOOK =
      new Look(
          List.of(Prerequisite.GITLAB_VERSION, Prerequisite.GITLAB_EDITION),
          "Check gitlab.url.",
          List::of);

  @Test
  void whatWasFoundIsPassedOn() throws Exception {
    List<Finding> found = List.of(Finding.passed(Prerequisite.GITLAB_VERSION, "18.0"));

    assertThat(LOOK.read(CompletableFuture.completedFuture(found), AFTER)).isEqualTo(found);
  }

  @Test
  void aLookThatWasGivenUpSaysHowLongItTook() throws Exception {
    CompletableFuture<List<Finding>> given = new CompletableFuture<>();
    given.cancel(true);

    assertUnknown(given, "No answer within 4500 ms.", "Check gitlab.url.");
  }

  @Test
  void aGitLabThatIsAwayHasTheRemedyOfTheLook() throws Exception {
    assertUnknown(
        failed(new GitLabFailure.Unavailable(Cause.UNREACHABLE, null)),
        "GitLab is unreachable.",
        "Check gitlab.url.");
  }

  @Test
  void aGitLabThatRefusesHasTheRemedyOfTheRefusal() throws Exception {
    assertUnknown(
        failed(new GitLabFailure.Refused(Reason.UNAUTHENTICATED, 401, "401 because of glpat-1")),
        "GitLab rejected the access token (HTTP 401).",
        "Set gitlab.token to a valid access token of an administrator with the scope api.");
  }

  @Test
  void aDatabaseThatIsAwayHasTheRemedyOfTheLook() throws Exception {
    assertUnknown(
        CompletableFuture.failedFuture(
            new IllegalStateException(new SQLTransientConnectionException("secret"))),
        "The database does not answer.",
        "Check gitlab.url.");
  }

  @Test
  void whatNobodyExpectedIsNotRepeated() throws Exception {
    List<Finding> findings =
        LOOK.read(
            CompletableFuture.failedFuture(new IllegalStateException("secret glpat-1")), AFTER);

    assertThat(findings).extracting(Finding::state).containsOnly(State.UNKNOWN);
    assertThat(findings.toString()).doesNotContain("glpat");
  }

  private static CompletableFuture<List<Finding>> failed(GitLabFailure failure) {
    return CompletableFuture.failedFuture(new GitLabException(failure));
  }

  private static void assertUnknown(Future<List<Finding>> ended, String found, String remedy)
      throws Exception {
    assertThat(LOOK.read(ended, AFTER))
        .containsExactly(
            Finding.unknown(Prerequisite.GITLAB_VERSION, found, remedy),
            Finding.unknown(Prerequisite.GITLAB_EDITION, found, remedy));
  }
}
