package io.quartermaster.iamprovisioner.decision;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aRole;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerIdentityTest {

  @Test
  void credentialsOfTheAccountOfTheRolePass() {
    assertThat(new CallerIdentity("aws", "123456789012").refusalFor(aRole())).isEmpty();
  }

  @Test
  void credentialsOfAnotherAccountAreRefusedWithBothAccountsNamed() {
    assertThat(new CallerIdentity("aws", "999999999999").refusalFor(aRole()))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.code()).isEqualTo("wrong_aws_account");
              assertThat(refusal.detail()).contains("123456789012", "999999999999");
              assertThat(refusal.remedy()).contains("123456789012", "999999999999");
            });
  }

  @Test
  void credentialsOfAnotherPartitionAreRefused() {
    assertThat(new CallerIdentity("aws-cn", "123456789012").refusalFor(aRole()))
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("wrong_aws_partition"));
  }
}
