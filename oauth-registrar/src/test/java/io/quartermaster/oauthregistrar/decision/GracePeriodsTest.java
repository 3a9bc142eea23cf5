package io.quartermaster.oauthregistrar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.step.StepFailure;
import io.quartermaster.step.StepFailure.Refused;
import io.quartermaster.step.StepFailure.Settling;
import io.quartermaster.step.StepFailure.Unavailable;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GracePeriodsTest {

  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final GracePeriods GRACE =
      new GracePeriods(Duration.ofMinutes(2), Duration.ofMinutes(5));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity_token_rejected",
        "provider_audience_missing",
        "provider_missing",
        "role_permission_missing",
        "role_session_too_short",
        "role_trust_mismatch"
      })
  void retriesARefusalThatMayBePropagationDelay(String code) {
    assertThat(GRACE.apply(refused(code), START, null, START.plusSeconds(119)))
        .isEqualTo(new Settling(refused(code), START.plusSeconds(120)));
    assertThat(GRACE.apply(refused(code), START, null, START.plusSeconds(120)))
        .isEqualTo(refused(code));
    assertThat(GRACE.apply(refused(code), null, null, START)).isEqualTo(refused(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"identity_token_rejected", "oidc_token_unobtainable", "quota_not_entitled"})
  void retriesARefusalThatMayBeAnOutage(String code) {
    assertThat(GRACE.apply(refused(code), null, START, START.plusSeconds(299)))
        .isEqualTo(new Settling(refused(code), START.plusSeconds(300)));
    assertThat(GRACE.apply(refused(code), START, START, START.plusSeconds(300)))
        .isEqualTo(refused(code));
    assertThat(GRACE.apply(refused(code), START, null, START.plusSeconds(300)))
        .isEqualTo(refused(code));
  }

  @ParameterizedTest
  @CsvSource({"quota_not_entitled, true", "role_trust_mismatch, false"})
  void knowsWhichFailureMayBeAnOutage(String code, boolean outage) {
    assertThat(GracePeriods.mayBeOutage(refused(code))).isEqualTo(outage);
  }

  @Test
  void changesNoOtherFailure() {
    StepFailure unavailable =
        new Unavailable("aws_throttled", "detail", "remedy", Duration.ofSeconds(1));

    assertThat(GRACE.apply(refused("role_arn_invalid"), START, START, START))
        .isEqualTo(refused("role_arn_invalid"));
    assertThat(GRACE.apply(unavailable, START, START, START)).isSameAs(unavailable);
  }

  private static Refused refused(String code) {
    return new Refused(code, "detail", "remedy");
  }
}
