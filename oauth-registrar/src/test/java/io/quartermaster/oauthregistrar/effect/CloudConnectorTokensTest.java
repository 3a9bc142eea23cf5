package io.quartermaster.oauthregistrar.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.gitlab.CloudConnectorToken;
import io.quartermaster.oauthregistrar.OAuthRegistrarConfig;
import io.quartermaster.step.StepFailedException;
import io.quartermaster.step.StepFailure;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudConnectorTokensTest {

  private static final String FIRST = "eyJhIjoxfQ.eyJzdWIiOiJvbmUifQ.c2ln";
  private static final String SECOND = "eyJhIjoxfQ.eyJzdWIiOiJ0d28ifQ.c2ln";
  private static final String PREFIX = "oauth-registrar.gateway.";

  @TempDir Path directory;

  @Test
  void readsTheFileOnEveryUse() throws IOException {
    Path file = directory.resolve("token");
    CloudConnectorTokens tokens = tokens(Map.of(PREFIX + "token-file", file.toString()));

    Files.writeString(file, FIRST);
    Optional<String> before = tokens.current().subject();
    Files.writeString(file, SECOND);

    assertThat(before).contains("one");
    assertThat(tokens.current().subject()).contains("two");
  }

  @Test
  void aFileThatIsNotThereMayComeBack() {
    CloudConnectorTokens tokens =
        tokens(Map.of(PREFIX + "token-file", directory.resolve("none").toString()));

    assertThatThrownBy(tokens::current)
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failure()).isInstanceOf(StepFailure.Unavailable.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "a.e30.c"})
  void refusesATokenWithoutSubjectAndDoesNotRepeatIt(String text) {
    assertThatThrownBy(tokens(Map.of(PREFIX + "token", text))::current)
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> {
              assertThat(e.failure().code()).isEqualTo("cloud_connector_token_unreadable");
              assertThat(e.failure() + e.getMessage()).doesNotContain("s3cret");
            });
  }

  @Test
  void takesTheTokenOfTheConfiguration() {
    assertThat(tokens(Map.of(PREFIX + "token", FIRST)).current().subject()).contains("one");
  }

  @Test
  void wantsExactlyOneOfTheTwo() {
    assertThatThrownBy(() -> tokens(Map.of()))
        .hasMessageContaining("oauth-registrar.gateway.token-file");
    assertThatThrownBy(
            () -> tokens(Map.of(PREFIX + "token", FIRST, PREFIX + "token-file", "/token")))
        .hasMessageContaining("exactly one")
        .hasMessageNotContaining(FIRST);
  }

  @Test
  void aGatewayUrlInClearTextIsRefusedAtStart() {
    assertThatThrownBy(
            () ->
                tokens(
                    Map.of(PREFIX + "token", FIRST, PREFIX + "url", "http://gateway.example.com")))
        .hasMessageContaining("oauth-registrar.gateway.url must be https");
  }

  /** GitLab's own value is salted with a secret that nobody else has. */
  @Test
  void sendsAStableOpaqueUserIdOfTheInstance() {
    String one = globalUserId(FIRST);
    assertThat(one).matches("[0-9a-f]{64}").isEqualTo(globalUserId(FIRST));
    assertThat(globalUserId(SECOND)).isNotEqualTo(one);
  }

  private static String globalUserId(String token) {
    CloudConnectorToken current = tokens(Map.of(PREFIX + "token", token)).current();
    return new AiGatewayApi.Identity(current, "gitlab.example.com").globalUserId;
  }

  private static CloudConnectorTokens tokens(Map<String, String> settings) {
    return new CloudConnectorTokens(
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(OAuthRegistrarConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build()
            .getConfigMapping(OAuthRegistrarConfig.class));
  }
}
