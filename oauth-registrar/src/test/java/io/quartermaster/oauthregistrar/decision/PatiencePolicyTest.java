package io.quartermaster.oauthregistrar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.oauthregistrar.decision.StepFailure.Patience;
import io.quartermaster.oauthregistrar.decision.StepFailure.Refused;
import io.quartermaster.oauthregistrar.decision.StepFailure.Unavailable;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatiencePolicyTest {

  private static final Instant PROVISIONED = Instant.parse("2026-01-01T10:00:00Z");
  private static final PatiencePolicy POLICY = new PatiencePolicy(Duration.ofMinutes(2), 5);

  @Test
  void aRefusalRightAfterProvisioningMayBeItsPropagation() {
    assertThat(judge(Patience.IAM_PROPAGATION, PROVISIONED.plusSeconds(119), 9))
        .isInstanceOf(Unavailable.class)
        .extracting(StepFailure::remedy)
        .isEqualTo("remedy");
  }

  @Test
  void aRefusalLaterIsOne() {
    assertThat(judge(Patience.IAM_PROPAGATION, PROVISIONED.plusSeconds(120), 1))
        .isInstanceOf(Refused.class);
  }

  @Test
  void anOutageBehindTheGatewayIsBelievedForSomeAttempts() {
    assertThat(judge(Patience.BEHIND_GATEWAY, PROVISIONED.plusSeconds(999), 4))
        .isInstanceOf(Unavailable.class);
    assertThat(judge(Patience.BEHIND_GATEWAY, PROVISIONED.plusSeconds(1), 5))
        .isInstanceOf(Refused.class);
  }

  @Test
  void everyOtherFailureStaysWhatItIs() {
    Unavailable unavailable = new Unavailable("code", "detail", "remedy", Duration.ofSeconds(1));

    assertThat(judge(Patience.NONE, PROVISIONED, 1)).isInstanceOf(Refused.class);
    assertThat(POLICY.judge(unavailable, PROVISIONED, PROVISIONED, 1)).isSameAs(unavailable);
  }

  private static StepFailure judge(Patience patience, Instant now, int attempt) {
    return POLICY.judge(
        new Refused("code", "detail", "remedy", patience), PROVISIONED, now, attempt);
  }
}
