package io.quartermaster.settings.prerequisite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.settings.prerequisite.CheckResult.State;
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
  private static final String VALID =
      """
      {"aud": ["gitlab-ai-gateway"], "sub": "uuid", "gitlab_instance_uid": "uid",
       "scopes": ["amazon_q_integration"], "nbf": 1795000000, "exp": 1795608000}
      """;

  @Test
  void passesAValidTokenOfThisInstance() {
    assertThat(check(VALID, "uid"))
        .extracting(CheckResult::state)
        .containsExactly(State.PASSED, State.PASSED, State.PASSED);
    assertThat(check(VALID, null))
        .extracting(CheckResult::state)
        .containsExactly(State.PASSED, State.PASSED, State.PASSED);
  }

  @Test
  void reportsAMissingTokenAsUnknown() {
    assertThat(ConnectorChecks.check(Optional.empty(), "uid", NOW))
        .extracting(CheckResult::state)
        .containsExactly(State.UNKNOWN, State.UNKNOWN, State.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "a.b.c", "a..c", "e30.W10.c2ln", "e30.bnVsbA.c2ln"})
  void failsWithoutRepeatingAnInvalidToken(String text) {
    List<CheckResult> findings = ConnectorChecks.check(Optional.of(text), "uid", NOW);

    assertThat(findings)
        .extracting(CheckResult::state)
        .containsExactly(State.FAILED, State.UNKNOWN, State.UNKNOWN);
    assertThat(findings.getFirst().detail())
        .isEqualTo("The configured Cloud Connector token is not a JWT.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"exp\": 1795608000 | \"exp\": 1795435199 | FAILED  | expired",
        "\"exp\": 1795608000 | \"exp\": 1795435260 | WARNING | expires at",
        "\"exp\": 1795608000 | \"exp\": \"soon\"   | FAILED  | no expiry time",
        "\"nbf\": 1795000000 | \"nbf\": 1795435260 | FAILED  | not valid before",
        "gitlab-ai-gateway   | another             | FAILED  | not issued for the AI gateway",
      })
  void explainsWhyATokenIsInvalid(String part, String instead, State state, String detail) {
    CheckResult finding = check(VALID.replace(part.strip(), instead.strip()), "uid").getFirst();

    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.detail()).contains(detail);
    assertThat(finding.remedy()).isNotBlank();
  }

  @Test
  void namesBothInstancesOfAForeignToken() {
    CheckResult finding = check(VALID, "mine").get(1);

    assertThat(finding.state()).isEqualTo(State.FAILED);
    assertThat(finding.detail()).contains("uid", "mine");
  }

  @Test
  void failsATokenWithoutAnInstanceId() {
    String token = VALID.replace("\"sub\": \"uuid\", \"gitlab_instance_uid\": \"uid\",", "");
    assertThat(check(token, "mine").get(1).state()).isEqualTo(State.FAILED);
  }

  @Test
  void failsAnExpiredForeignTokenWithoutTheScope() {
    String token =
        VALID
            .replace("amazon_q_integration", "duo_chat")
            .replace("\"exp\": 1795608000", "\"exp\": 1");

    assertThat(check(token, "mine"))
        .extracting(CheckResult::state)
        .containsExactly(State.FAILED, State.FAILED, State.FAILED);
  }

  private static List<CheckResult> check(String claims, String uid) {
    String token =
        "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8));
    return ConnectorChecks.check(Optional.of(token + ".c2ln"), uid, NOW);
  }
}
