package io.quartermaster.messaging.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Limits of request bodies in transfer. The size of a body and the time for it are Quarkus's {@code
 * quarkus.http.limits.max-body-size} and {@code quarkus.http.read-timeout}.
 */
@ConfigMapping(prefix = "quartermaster.http")
public interface HttpConfig {

  /** How many bodies a replica reads at the same time; bounds the memory that they take. */
  @WithDefault("512")
  int maxBodies();

  /** How many of them may come from one address. */
  @WithDefault("256")
  int maxBodiesPerAddress();
}
