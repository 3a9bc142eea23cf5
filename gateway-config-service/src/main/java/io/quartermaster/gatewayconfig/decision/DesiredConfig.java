package io.quartermaster.gatewayconfig.decision;

import java.net.URI;
import java.util.Objects;

/** What the newest settings want on every node of the instance. */
public record DesiredConfig(Environment environment, URI gatewayUrl) {
  public DesiredConfig {
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(gatewayUrl, "gatewayUrl");
  }
}
