package io.quartermaster.iamprovisioner.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyPolicyTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/Q";

  @Test
  void namesTheRoleAndTheRegionOfTheKey() {
    assertThat(KeyPolicy.statement("arn:aws:kms:eu-west-1:123456789012:key/1a-2b", ROLE))
        .hasValueSatisfying(
            statement ->
                assertThat(PolicyJson.read(statement).orElseThrow().toString())
                    .contains(ROLE, "q.eu-west-1.amazonaws.com", "kms:GenerateDataKey"));
  }

  @Test
  void isEmptyForAnArnThatIsNotAKey() {
    assertThat(KeyPolicy.statement("arn:aws:kms:eu-west-1:123456789012:alias/a", ROLE)).isEmpty();
  }
}
