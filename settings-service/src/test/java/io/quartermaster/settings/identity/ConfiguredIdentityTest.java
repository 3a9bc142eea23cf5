package io.quartermaster.settings.identity;

import static io.quartermaster.contracts.GatewayEnvironment.PRODUCTION;
import static io.quartermaster.contracts.GatewayEnvironment.STAGING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.settings.SettingsConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredIdentityTest {

  @Test
  void derivesProviderAndAudienceFromTheId() {
    InstanceIdentity identity = identity("settings.instance-uid", "abc123");

    assertThat(identity)
        .isEqualTo(
            new InstanceIdentity(
                "abc123", URI.create("https://gitlab.example.com"), PRODUCTION, null));
    assertThat(identity.audience()).isEqualTo("gitlab-cc-abc123");
    assertThat(identity.providerUrl(PRODUCTION))
        .hasToString("https://auth.token.gitlab.com/cc/oidc/abc123");
    assertThat(identity.gatewayUrl(PRODUCTION))
        .hasToString("https://ai-gateway-panda.runway.gitlab.net");
  }

  @Test
  void stagingHasItsOwnProviderAndGateway() {
    InstanceIdentity identity =
        identity("settings.instance-uid", "abc123", "settings.gateway-environment", "staging");

    assertThat(identity.configuredEnvironment()).isEqualTo(STAGING);
    assertThat(identity.providerUrl(STAGING))
        .hasToString("https://glgo.staging.runway.gitlab.net/cc/oidc/abc123");
    assertThat(identity.audience()).isEqualTo("gitlab-cc-abc123");
    assertThat(identity.gatewayUrl(STAGING))
        .hasToString("https://ai-gateway-panda.staging.runway.gitlab.net");
  }

  @ParameterizedTest
  @EnumSource
  void configuredGatewayOverridesEveryEnvironment(GatewayEnvironment environment) {
    assertThat(
            identity(
                    "settings.instance-uid",
                    "abc123",
                    "settings.gateway-url",
                    "https://cloud.gitlab.com/aws/ai/")
                .gatewayUrl(environment))
        .hasToString("https://cloud.gitlab.com/aws/ai");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"gitlab_instance_uid\":\"uid-1\",\"sub\":\"sub-1\"}|uid-1",
        "{\"sub\":\"sub-1\"}|sub-1",
        "{\"gitlab_instance_uid\":\"\",\"sub\":\"sub-1\"}|sub-1",
      })
  void readsTheIdFromTheToken(String claims, String uid) {
    assertThat(identity("settings.cloud-connector-token", token(claims)).instanceUid())
        .isEqualTo(uid);
  }

  @Test
  void configuredIdOverridesTheToken() {
    assertThat(
            identity(
                    "settings.instance-uid",
                    "mine",
                    "settings.cloud-connector-token",
                    token("{\"sub\":\"other\"}"))
                .instanceUid())
        .isEqualTo("mine");
  }

  @Test
  void requiresAnId() {
    assertThatThrownBy(ConfiguredIdentityTest::identity)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("settings.cloud-connector-token")
        .hasMessageContaining("settings.instance-uid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "a.b", "a.!!!.c", "a.e30.c", "a.W10.c"})
  void rejectsATokenWithoutAnIdAndDoesNotQuoteIt(String token) {
    assertThatThrownBy(() -> identity("settings.cloud-connector-token", token))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("settings.cloud-connector-token")
        .hasMessageNotContaining(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a b", "../x", "a?b", "ä", "-a"})
  void rejectsAnIdThatIsInvalidInAUrl(String uid) {
    assertThatThrownBy(() -> identity("settings.instance-uid", uid))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("settings.instance-uid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://gitlab.example.com",
        "ftp://gitlab.example.com",
        "gitlab.example.com",
        "https://user@gitlab.example.com",
        "https://gitlab.example.com/?a=b",
        "https://gitlab.example.com/#top",
      })
  void rejectsUnsafeUrls(String url) {
    assertThatThrownBy(() -> identity("settings.instance-uid", "abc", "settings.gitlab-url", url))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("settings.gitlab-url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8112", "http://127.0.0.1:8112", "http://[::1]:8112"})
  void allowsPlainHttpToLoopbackOnly(String url) {
    assertThat(identity("settings.instance-uid", "abc", "settings.gitlab-url", url).gitlabUrl())
        .hasToString(url);
  }

  private static InstanceIdentity identity(String... settings) {
    Map<String, String> values = new HashMap<>();
    values.put("settings.gitlab-url", "https://gitlab.example.com/");
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    return ConfiguredIdentity.read(
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(SettingsConfig.class)
            .withDefaultValues(values)
            .build()
            .getConfigMapping(SettingsConfig.class));
  }

  private static String token(String claims) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(UTF_8))
        + "."
        + encoder.encodeToString(claims.getBytes(UTF_8))
        + ".c2ln";
  }
}
