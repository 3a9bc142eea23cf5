package io.quartermaster.messaging.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and defaults are a promise to those who configure a service. */
class HttpConfigTest {

  @Test
  void hasTheDocumentedDefaults() {
    HttpConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(HttpConfig.class)
            .build()
            .getConfigMapping(HttpConfig.class);

    assertThat(config.maxBodies()).isEqualTo(512);
    assertThat(config.maxBodiesPerAddress()).isEqualTo(256);
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus.http.limits.max-body-size, 64K",
    "quarkus.http.read-timeout, 10s",
    "quarkus.http.idle-timeout, 30s",
    "quarkus.http.limits.max-concurrent-streams, 128",
    "quarkus.http.limits.max-header-list-size, 20480"
  })
  void limitsTheServerOfEveryService(String name, String value) {
    assertThat(ConfigProvider.getConfig().getValue(name, String.class)).isEqualTo(value);
  }
}
