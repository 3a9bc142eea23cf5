package io.quartermaster.messaging;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The configuration as a service reads it, without the service. */
public final class Configs {

  private Configs() {}

  public static MessagingConfig with(Map<String, String> set) {
    Map<String, String> values = new HashMap<>(set);
    values.put("quarkus.application.name", "iam-provisioner");
    return new SmallRyeConfigBuilder()
        .withMapping(MessagingConfig.class)
        .withSources(new PropertiesConfigSource(values, "test", 500))
        .withConverter(Duration.class, 200, new DurationConverter())
        .addDefaultInterceptors()
        .build()
        .getConfigMapping(MessagingConfig.class);
  }
}
