package io.quartermaster.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudConnectorTokenTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"gitlab_instance_uid\":\"uid-1\",\"sub\":\"sub-1\"}|uid-1",
        "{\"gitlab_instance_uid\":\" \",\"sub\":\"sub-1\"}|sub-1",
        "{\"sub\":\"sub-1\"}|sub-1",
      })
  void readsTheInstanceUid(String claims, String uid) {
    assertThat(token(claims).instanceUid()).contains(uid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"sub\":\" \"}"})
  void hasNoInstanceUidWithoutEitherClaim(String claims) {
    assertThat(token(claims).instanceUid()).isEmpty();
  }

  @Test
  void readsSubjectAndRealm() {
    CloudConnectorToken token = token("{\"sub\":\"uid-1\",\"gitlab_realm\":\"saas\"}");

    assertThat(token.subject()).contains("uid-1");
    assertThat(token.realm()).isEqualTo("saas");
    assertThat(token("{\"sub\":\"uid-1\"}").realm()).isEqualTo("self-managed");
  }

  @Test
  void readsAudiencesScopesAndValidity() {
    CloudConnectorToken token =
        token("{\"aud\":\"one\",\"scopes\":[\"a\",\"b\"],\"nbf\":1,\"exp\":2}");

    assertThat(token.audiences()).containsExactly("one");
    assertThat(token.scopes()).containsExactlyInAnyOrder("a", "b");
    assertThat(token.notBefore()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(token.expiresAt()).isEqualTo(Instant.ofEpochSecond(2));
    assertThat(token("{}").expiresAt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s3cret", "a.b", "a.%%%.c", "a.bm90IGpzb24.c", "a.W10.c"})
  void rejectsWhatIsNotAToken(String text) {
    assertThat(CloudConnectorToken.parse(text)).isEmpty();
  }

  @Test
  void stripsWhiteSpaceAndRedactsItsText() {
    String text = jwt("{\"sub\":\"uid-1\"}");
    CloudConnectorToken token = CloudConnectorToken.parse(text + "\n").orElseThrow();

    assertThat(token.reveal()).isEqualTo(text);
    assertThat(token.toString()).doesNotContain(text);
  }

  private static CloudConnectorToken token(String claims) {
    return CloudConnectorToken.parse(jwt(claims)).orElseThrow();
  }

  private static String jwt(String claims) {
    return "eyJhbGciOiJSUzI1NiJ9."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }
}
