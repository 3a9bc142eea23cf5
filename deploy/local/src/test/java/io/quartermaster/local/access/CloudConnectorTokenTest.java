package io.quartermaster.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CloudConnectorTokenTest {

  @Test
  void theInstanceIsInItsOwnClaim() {
    assertThat(uid("{\"gitlab_instance_uid\":\"u-1\",\"sub\":\"s-1\"}")).contains("u-1");
  }

  @Test
  void withoutThatClaimTheSubjectIsTheInstance() {
    assertThat(uid("{\"sub\":\"s-1\"}")).contains("s-1");
  }

  @Test
  void aTokenThatNamesNobodyHasNoInstance() {
    assertThat(uid("{}")).isEmpty();
    assertThat(uid("{\"sub\":\" \"}")).isEmpty();
  }

  @Test
  void whatIsNoTokenHasNoInstance() {
    assertThat(CloudConnectorToken.instanceUid("hello")).isEmpty();
    assertThat(CloudConnectorToken.instanceUid("a.%%%.c")).isEmpty();
    assertThat(uid("not json")).isEmpty();
  }

  private static java.util.Optional<String> uid(String payload) {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    return CloudConnectorToken.instanceUid("e30." + encoded + ".c2ln");
  }
}
