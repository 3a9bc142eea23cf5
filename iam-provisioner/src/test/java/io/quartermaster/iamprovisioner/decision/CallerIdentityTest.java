package io.quartermaster.iamprovisioner.decision;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aRole;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerIdentityTest {

  @Test
  void acceptsCredentialsOfTheAccountOfTheRole() {
    assertThat(new CallerIdentity("aws", "123456789012").mismatchWith(aRole())).isEmpty();
  }

  @Test
  void namesBothAccountsForCredentialsOfAnotherAccount() {
    assertThat(new CallerIdentity("aws", "999999999999").mismatchWith(aRole()))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.code()).isEqualTo("wrong_aws_account");
              assertThat(refusal.detail()).contains("123456789012", "999999999999");
              assertThat(refusal.remedy()).contains("123456789012", "999999999999");
            });
  }

  @Test
  void refusesCredentialsOfAnotherPartition() {
    assertThat(new CallerIdentity("aws-cn", "123456789012").mismatchWith(aRole()))
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("wrong_aws_partition"));
  }
}
