package io.quartermaster.gitlab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gitlab.Failures;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.Reason;
import io.quartermaster.gitlab.GitLabFailure.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

  @Test
  void doesNotRepeatWhatLooksLikeASecret() {
    assertThat(Words.of("{\"message\":\"token glpat-abc_def-1 and gloas-0123abc are bad\"}"))
        .isEqualTo("token [redacted] and [redacted] are bad");
    assertThat(Words.of("bad eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"))
        .isEqualTo("bad [redacted]");
    assertThat(answer(201, "{\"secret\":\"gloas-0123\"}").toString()).doesNotContain("gloas");
  }

  @Test
  void cutsLongWordsAndDropsPages() {
    assertThat(Words.of("x".repeat(1000))).hasSize(301);
    assertThat(Words.of("<html>Sign in</html>")).isEmpty();
  }

  @Test
  void everyFailureSaysWhatToDo() {
    for (int status : new int[] {301, 400, 401, 403, 404, 405, 409, 422, 429, 500, 503}) {
      GitLabFailure failure = answer(status, "").failure();
      assertThat(failure.code()).startsWith("gitlab_");
      assertThat(failure.detail()).isNotBlank();
      assertThat(failure.remedy()).endsWith(".");
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    assertThat(answer(301, "moved").failure()).isEqualTo(new Refused(Reason.REDIRECTED, 301, ""));
  }

  @Test
  void bothWaysToSayThatThereIsNoneAreNone() {
    assertThat(answer(404, "{}").asOptional(String.class)).isEmpty();
    assertThat(answer(200, "null\n").asOptional(String.class)).isEmpty();
    assertThat(answer(200, "\"one\"").asOptional(String.class)).contains("one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>404</html>", "default backend - 404", "404 page not found\n", "404"})
  void the404OfAProxyIsNotGitLabs(String body) {
    Answer proxy = answer(404, body);
    GitLabFailure away = new GitLabFailure.Unavailable(GitLabFailure.Cause.UNREADABLE, null);
    assertThat(proxy.failure()).isEqualTo(away);
    assertThat(Failures.failure(() -> proxy.asOptional(String.class))).isEqualTo(away);
    assertThat(Failures.failure(proxy::doneUnlessGone)).isEqualTo(away);
  }

  @Test
  void readsBothWaysToSayWait() {
    assertThat(RetryAfter.of("30", null, NOW)).isEqualTo(Duration.ofSeconds(30));
    assertThat(RetryAfter.of(null, "1000045", NOW)).isEqualTo(Duration.ofSeconds(45));
    assertThat(RetryAfter.of("30", "1000045", NOW)).isEqualTo(Duration.ofSeconds(30));
    assertThat(RetryAfter.of("999999", null, NOW)).isEqualTo(Duration.ofHours(1));
    assertThat(RetryAfter.of("soon", "9", NOW)).isNull();
    assertThat(RetryAfter.of(null, null, NOW)).isNull();
  }

  private static Answer answer(int status, String body) {
    return new Answer(status, body, null, null, null);
  }
}
