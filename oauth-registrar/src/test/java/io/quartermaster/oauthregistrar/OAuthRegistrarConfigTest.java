package io.quartermaster.oauthregistrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names and defaults of the configuration are an interface: they change on purpose only. */
class OAuthRegistrarConfigTest {

  @Test
  void defaults() {
    OAuthRegistrarConfig config = config(Map.of());

    assertThat(config.propagationGrace()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.outageGrace()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.gateway().url()).isEmpty();
    assertThat(config.gateway().token()).isEmpty();
    assertThat(config.gateway().tokenFile()).isEmpty();
    assertThat(config.gateway().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.gateway().readTimeout()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void names() {
    OAuthRegistrarConfig config =
        config(
            Map.of(
                "oauth-registrar.propagation-grace", "3s",
                "oauth-registrar.outage-grace", "4s",
                "oauth-registrar.gateway.url", "https://gateway.example.com/ai",
                "oauth-registrar.gateway.token", "token",
                "oauth-registrar.gateway.token-file", "/run/token",
                "oauth-registrar.gateway.connect-timeout", "1s",
                "oauth-registrar.gateway.read-timeout", "2s"));

    assertThat(config.propagationGrace()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.outageGrace()).isEqualTo(Duration.ofSeconds(4));
    assertThat(config.gateway().url()).hasValue(URI.create("https://gateway.example.com/ai"));
    assertThat(config.gateway().token()).hasValue("token");
    assertThat(config.gateway().tokenFile()).hasValue(Path.of("/run/token"));
    assertThat(config.gateway().connectTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.gateway().readTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  private static OAuthRegistrarConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(OAuthRegistrarConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(OAuthRegistrarConfig.class);
  }
}
