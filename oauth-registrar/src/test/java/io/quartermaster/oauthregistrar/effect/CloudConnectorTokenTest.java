package io.quartermaster.oauthregistrar.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quartermaster.oauthregistrar.effect.CloudConnectorToken.UnusableTokenException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudConnectorTokenTest {

  @Test
  void readsWhatTheHeadersMustRepeat() {
    CloudConnectorToken token =
        CloudConnectorToken.parse(jwt("{\"sub\":\"uid-1\",\"gitlab_realm\":\"saas\"}") + "\n");

    assertThat(token.subject()).isEqualTo("uid-1");
    assertThat(token.realm()).isEqualTo("saas");
    assertThat(token.globalUserId()).matches("[0-9a-f]{64}");
  }

  @Test
  void withoutARealmTheInstanceIsSelfManaged() {
    assertThat(CloudConnectorToken.parse(jwt("{\"sub\":\"uid-1\"}")).realm())
        .isEqualTo("self-managed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s3cret", "a.b", "a.%%%.c", "a.bm90IGpzb24.c", "a.e30.c"})
  void whatIsNotATokenIsARefusalThatDoesNotRepeatIt(String text) {
    UnusableTokenException thrown =
        catchThrowableOfType(UnusableTokenException.class, () -> CloudConnectorToken.parse(text));

    assertThat(thrown.failure().code()).isEqualTo("cloud_connector_token_unreadable");
    assertThat(thrown.failure().toString() + thrown.getMessage()).doesNotContain("s3cret");
  }

  @Test
  void isNotShownByAccident() {
    String text = jwt("{\"sub\":\"uid-1\"}");

    assertThat(CloudConnectorToken.parse(text).toString()).doesNotContain(text);
  }

  private static String jwt(String claims) {
    return "eyJhbGciOiJSUzI1NiJ9."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }
}
