package io.quartermaster.settings.prerequisite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.settings.prerequisite.Finding.State;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorChecksTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String GOOD =
      """
      {"aud": ["gitlab-ai-gateway"], "sub": "uuid", "gitlab_instance_uid": "uid",
       "scopes": ["amazon_q_integration"], "nbf": 1795000000, "exp": 1795608000}
      """;

  @Test
  void aGoodTokenOfThisInstancePassesAllThree() {
    assertThat(check(GOOD, "uid"))
        .extracting(Finding::state)
        .containsExactly(State.PASSED, State.PASSED, State.PASSED);
    assertThat(check(GOOD, null))
        .extracting(Finding::state)
        .containsExactly(State.PASSED, State.PASSED, State.PASSED);
  }

  @Test
  void aTokenThatIsNotGivenIsUnknown() {
    assertThat(ConnectorChecks.check(Optional.empty(), "uid", NOW))
        .extracting(Finding::state)
        .containsExactly(State.UNKNOWN, State.UNKNOWN, State.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "a.b.c", "a..c", "e30.W10.c2ln", "e30.bnVsbA.c2ln"})
  void whatIsNoTokenFailsAndIsNotRepeated(String text) {
    List<Finding> findings = ConnectorChecks.check(Optional.of(text), "uid", NOW);

    assertThat(findings)
        .extracting(Finding::state)
        .containsExactly(State.FAILED, State.UNKNOWN, State.UNKNOWN);
    assertThat(findings.getFirst().found()).isEqualTo("What was given as the token is no token.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"exp\": 1795608000 | \"exp\": 1795435199 | FAILED  | expired",
        "\"exp\": 1795608000 | \"exp\": 1795435260 | WARNING | ends at",
        "\"exp\": 1795608000 | \"exp\": \"soon\"   | FAILED  | does not say when",
        "\"nbf\": 1795000000 | \"nbf\": 1795435260 | FAILED  | good from",
        "gitlab-ai-gateway   | another             | FAILED  | not for the AI gateway",
      })
  void aTokenThatIsNotGoodIsToldWhy(String part, String instead, State state, String words) {
    Finding finding = check(GOOD.replace(part.strip(), instead.strip()), "uid").getFirst();

    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.found()).contains(words);
    assertThat(finding.remedy()).isNotBlank();
  }

  @Test
  void aTokenOfAnotherInstanceNamesBoth() {
    Finding finding = check(GOOD, "mine").get(1);

    assertThat(finding.state()).isEqualTo(State.FAILED);
    assertThat(finding.found()).contains("uid", "mine");
  }

  @Test
  void aTokenThatNamesNoInstanceFails() {
    String token = GOOD.replace("\"sub\": \"uuid\", \"gitlab_instance_uid\": \"uid\",", "");
    assertThat(check(token, "mine").get(1).state()).isEqualTo(State.FAILED);
  }

  @Test
  void anExpiredForeignTokenWithoutTheAddOnFailsAllThree() {
    String token =
        GOOD.replace("amazon_q_integration", "duo_chat")
            .replace("\"exp\": 1795608000", "\"exp\": 1");

    assertThat(check(token, "mine"))
        .extracting(Finding::state)
        .containsExactly(State.FAILED, State.FAILED, State.FAILED);
  }

  private static List<Finding> check(String claims, String uid) {
    String token =
        "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8));
    return ConnectorChecks.check(Optional.of(token + ".c2ln"), uid, NOW);
  }
}
