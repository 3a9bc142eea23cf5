package io.quartermaster.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.GitLabFailure.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitLabStepFailuresTest {

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMITED, PT7S, gitlab_throttled, PT7S",
    "RATE_LIMITED, , gitlab_throttled, PT60S",
    "SERVER_ERROR, PT7S, gitlab_unavailable, PT7S",
    "SERVER_ERROR, , gitlab_unavailable,",
  })
  void distinguishesThrottlingAndWaitsForTheRateLimitPeriod(
      Cause cause, @Nullable Duration retryAfter, String code, @Nullable Duration wait) {
    StepFailure failure = GitLabStepFailures.of(new GitLabFailure.Unavailable(cause, retryAfter));

    assertThat(failure)
        .isInstanceOfSatisfying(
            StepFailure.Unavailable.class,
            unavailable -> {
              assertThat(unavailable.code()).isEqualTo(code);
              assertThat(unavailable.retryAfter()).isEqualTo(wait);
            });
  }

  @Test
  void keepsARefusalARefusal() {
    assertThat(GitLabStepFailures.of(new GitLabFailure.Refused(Reason.FORBIDDEN, 403, "")))
        .isInstanceOf(StepFailure.Refused.class)
        .extracting(StepFailure::code)
        .isEqualTo("gitlab_forbidden");
  }
}
