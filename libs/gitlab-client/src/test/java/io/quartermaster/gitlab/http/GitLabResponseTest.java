package io.quartermaster.gitlab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gitlab.Failures;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.Reason;
import io.quartermaster.gitlab.GitLabFailure.Refused;
import io.quartermaster.gitlab.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabResponseTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

  @Test
  void redactsTokensInErrorMessages() {
    assertThat(ErrorMessage.of("{\"message\":\"token glpat-abc_def-1 and gloas-0123abc are bad\"}"))
        .isEqualTo("token [redacted] and [redacted] are bad");
    assertThat(ErrorMessage.of("bad eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"))
        .isEqualTo("bad [redacted]");
    assertThat(response(201, "{\"secret\":\"gloas-0123\"}").toString()).doesNotContain("gloas");
  }

  @Test
  void cutsLongMessagesAndDropsHtml() {
    assertThat(ErrorMessage.of("x".repeat(1000))).hasSize(301);
    assertThat(ErrorMessage.of("<html>Sign in</html>")).isEmpty();
  }

  @Test
  void everyFailureHasACodeDetailAndRemedy() {
    for (int status : new int[] {301, 400, 401, 403, 404, 405, 409, 422, 429, 500, 503}) {
      GitLabFailure failure = response(status, "").failure();
      assertThat(failure.code()).startsWith("gitlab_");
      assertThat(failure.detail()).isNotBlank();
      assertThat(failure.remedy()).endsWith(".");
    }
  }

  @Test
  void refusesRedirects() {
    assertThat(response(301, "moved").failure()).isEqualTo(new Refused(Reason.REDIRECTED, 301, ""));
  }

  @Test
  void optionalIsEmptyFor404AndForNull() {
    assertThat(response(404, "{}").asOptional(String.class)).isEmpty();
    assertThat(response(200, "null\n").asOptional(String.class)).isEmpty();
    assertThat(response(200, "\"one\"").asOptional(String.class)).contains("one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>404</html>", "default backend - 404", "404 page not found\n", "404"})
  void treats404OfAProxyAsUnavailable(String body) {
    GitLabResponse proxy = response(404, body);
    GitLabFailure unavailable = new GitLabFailure.Unavailable(GitLabFailure.Cause.UNREADABLE, null);
    assertThat(proxy.failure()).isEqualTo(unavailable);
    assertThat(Failures.failure(() -> proxy.asOptional(String.class))).isEqualTo(unavailable);
    assertThat(Failures.failure(proxy::doneUnlessGone)).isEqualTo(unavailable);
  }

  @Test
  void readsRetryAfterAndRateLimitReset() {
    assertThat(RetryAfter.of("30", null, NOW)).isEqualTo(Duration.ofSeconds(30));
    assertThat(RetryAfter.of(null, "1000045", NOW)).isEqualTo(Duration.ofSeconds(45));
    assertThat(RetryAfter.of("30", "1000045", NOW)).isEqualTo(Duration.ofSeconds(30));
    assertThat(RetryAfter.of("999999", null, NOW)).isEqualTo(Duration.ofHours(1));
    assertThat(RetryAfter.of("0", null, NOW)).isEqualTo(Duration.ofSeconds(1));
    assertThat(RetryAfter.of(null, "1000000", NOW)).isEqualTo(Duration.ofSeconds(1));
    assertThat(RetryAfter.of("soon", "9", NOW)).isNull();
    assertThat(RetryAfter.of(null, null, NOW)).isNull();
  }

  private static GitLabResponse response(int status, String body) {
    return new GitLabResponse(status, body, null, null, null);
  }
}
