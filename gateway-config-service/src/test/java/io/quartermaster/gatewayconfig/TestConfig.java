package io.quartermaster.gatewayconfig;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Reads the configuration of the service. */
public final class TestConfig {

  private TestConfig() {}

  /** From properties without the prefix {@code gateway-config}. */
  public static GatewayConfigServiceConfig of(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>();
    properties.forEach((name, value) -> all.put("gateway-config." + name, value));
    return read(new PropertiesConfigSource(all, "test", 100));
  }

  static GatewayConfigServiceConfig read(ConfigSource source) {
    return new SmallRyeConfigBuilder()
        .withConverter(Path.class, 100, new PathConverter())
        .withConverter(Duration.class, 100, new DurationConverter())
        .withMapping(GatewayConfigServiceConfig.class)
        .withSources(source)
        .build()
        .getConfigMapping(GatewayConfigServiceConfig.class);
  }
}
